import { type Inbox, inboxChange, inboxReference } from "@/domain/inbox/inbox";
import { parseInput } from "@/domain/parse-input";
import { recordAudit } from "@/server/audit/record-audit";
import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";
import { getInboxInTenant } from "@/server/inbox/find-inbox";
import { serializeInbox } from "@/server/inbox/serialize-inbox";

/**
 * Changes an inbox's name or its answers; fields that the change does not name stay. When it names an answer or a sequence, the
 * sequence begins again with the next request. Needs the scope write. Throws PosternError `not_found` or `invalid_input`.
 */
export async function updateInbox(given: { ctx: Context; input: { inboxId: string; change: unknown } }): Promise<Inbox> {
  const { ctx, input } = given;
  authorise(ctx, "write");
  const { inboxId } = parseInput(inboxReference, { inboxId: input.inboxId });
  const { name, answer, sequence } = parseInput(inboxChange, input.change);
  const { organizationId } = ctx.tenant;
  return ctx.db.$transaction(async (tx) => {
    // The lock is held to the end, so that each arriving request is counted wholly before or wholly after the change.
    await tx.$queryRaw`select 1 from inbox where id = ${inboxId} and organization_id = ${organizationId} for no key update`;
    const { received } = await getInboxInTenant({ db: tx, organizationId, inboxId });
    const isScriptChanged = answer !== undefined || sequence !== undefined;
    const inbox = await tx.inbox.update({
      where: { id: inboxId, organizationId },
      data: { name, answer, sequence, ...(isScriptChanged ? { sequenceStart: received } : {}) },
    });
    const changed = Object.entries({ name, answer, sequence }).flatMap(([field, value]) => (value === undefined ? [] : [field]));
    const target = { type: "inbox", id: inboxId, name: inbox.name } as const;
    if (changed.length > 0) await recordAudit({ tx, ctx, action: "inbox.updated", target, details: { changed } });
    const kept = await tx.inboxRequest.count({ where: { organizationId, inboxId } });
    return serializeInbox({ inbox, kept, publicUrl: ctx.publicUrl });
  });
}
