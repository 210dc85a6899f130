import { type InboxReference, inboxReference } from "@/domain/inbox/inbox";
import { parseInput } from "@/domain/parse-input";
import { recordAudit } from "@/server/audit/record-audit";
import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";
import { getInboxInTenant } from "@/server/inbox/find-inbox";

/** Deletes an inbox and all its requests. Its address then answers 404. Needs the scope write. Throws PosternError `not_found`. */
export async function deleteInbox({ ctx, input }: { ctx: Context; input: InboxReference }): Promise<void> {
  authorise(ctx, "write");
  const { inboxId } = parseInput(inboxReference, input);
  const { organizationId } = ctx.tenant;
  await ctx.db.$transaction(async (tx) => {
    const { name } = await getInboxInTenant({ db: tx, organizationId, inboxId });
    const { count } = await tx.inbox.deleteMany({ where: { id: inboxId, organizationId } });
    if (count > 0) await recordAudit({ tx, ctx, action: "inbox.deleted", target: { type: "inbox", id: inboxId, name } });
  });
}
