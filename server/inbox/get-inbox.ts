import { type Inbox, type InboxReference, inboxReference } from "@/domain/inbox/inbox";
import { parseInput } from "@/domain/parse-input";
import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";
import { getInboxInTenant } from "@/server/inbox/find-inbox";
import { serializeInbox } from "@/server/inbox/serialize-inbox";

/** Returns one inbox. Throws PosternError `not_found`. */
export async function getInbox({ ctx, input }: { ctx: Context; input: InboxReference }): Promise<Inbox> {
  authorise(ctx, "read");
  const { inboxId } = parseInput(inboxReference, input);
  const { organizationId } = ctx.tenant;
  const inbox = await getInboxInTenant({ db: ctx.db, organizationId, inboxId });
  const kept = await ctx.db.inboxRequest.count({ where: { organizationId, inboxId } });
  return serializeInbox({ inbox, kept, publicUrl: ctx.publicUrl });
}
