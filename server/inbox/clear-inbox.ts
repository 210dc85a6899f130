import { type InboxReference, inboxReference } from "@/domain/inbox/inbox";
import { parseInput } from "@/domain/parse-input";
import { recordAudit } from "@/server/audit/record-audit";
import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";
import { getInboxInTenant } from "@/server/inbox/find-inbox";

/**
 * Deletes the requests that an inbox has received. Its numbers continue, and its sequence of answers stays where it is. Needs the
 * scope write. Throws PosternError `not_found`.
 */
export async function clearInbox({ ctx, input }: { ctx: Context; input: InboxReference }): Promise<void> {
  authorise(ctx, "write");
  const { inboxId } = parseInput(inboxReference, input);
  const { organizationId } = ctx.tenant;
  await ctx.db.$transaction(async (tx) => {
    const { name } = await getInboxInTenant({ db: tx, organizationId, inboxId });
    const { count } = await tx.inboxRequest.deleteMany({ where: { organizationId, inboxId } });
    const target = { type: "inbox", id: inboxId, name } as const;
    if (count > 0) await recordAudit({ tx, ctx, action: "inbox.cleared", target, details: { requests: count } });
  });
}
