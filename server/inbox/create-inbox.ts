import { newInboxId } from "@/domain/ids";
import { type Inbox, newInbox } from "@/domain/inbox/inbox";
import { parseInput } from "@/domain/parse-input";
import { recordAudit } from "@/server/audit/record-audit";
import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";
import { assertRoomForOneMore, lockInboxes } from "@/server/inbox/lock-inboxes";
import { serializeInbox } from "@/server/inbox/serialize-inbox";

/**
 * Makes an inbox: an address that keeps each request that arrives there and answers as its script says. Without input it answers
 * 200. Needs the scope write. Throws PosternError `invalid_input`, and `conflict` when the organization has 50 already.
 */
export async function createInbox({ ctx, input }: { ctx: Context; input: unknown }): Promise<Inbox> {
  authorise(ctx, "write");
  const { name, answer, sequence } = parseInput(newInbox, input ?? {});
  const { organizationId } = ctx.tenant;
  const inbox = await ctx.db.$transaction(async (tx) => {
    await lockInboxes({ tx, organizationId });
    await assertRoomForOneMore({ tx, organizationId });
    const made = await tx.inbox.create({
      data: { id: newInboxId(), organizationId, name, answer, sequence, createdAt: ctx.clock.now() },
    });
    await recordAudit({ tx, ctx, action: "inbox.created", target: { type: "inbox", id: made.id, name } });
    return made;
  });
  return serializeInbox({ inbox, kept: 0, publicUrl: ctx.publicUrl });
}
