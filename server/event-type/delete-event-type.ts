import { PosternError } from "@/domain/errors";
import { type EventTypeListener, type EventTypeReference, eventTypeReference } from "@/domain/event/event-type-definition";
import { parseInput } from "@/domain/parse-input";
import { recordAudit } from "@/server/audit/record-audit";
import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";
import { getEventTypeInTenant } from "@/server/event-type/find-event-type";
import { findListeners } from "@/server/event-type/find-listeners";
import { raiseSubscriptionsVersion } from "@/server/event-type/raise-subscriptions-version";

const MAX_NAMED = 10;

/**
 * Deletes one of the organization's own event types; its events stay in the log. Needs the scope write. Throws PosternError
 * `not_found`, and `conflict` for a type that comes with Postern, or while webhooks listen to it, which the message names.
 */
export async function deleteEventType({ ctx, input }: { ctx: Context; input: EventTypeReference }): Promise<void> {
  authorise(ctx, "write");
  const reference = parseInput(eventTypeReference, input);
  const { organizationId } = ctx.tenant;
  await ctx.db.$transaction(async (tx) => {
    await raiseSubscriptionsVersion({ tx, organizationId });
    const { name, builtIn } = await getEventTypeInTenant({ db: tx, organizationId, name: reference.name });
    if (builtIn) throw new PosternError("conflict", `The event type ${name} comes with Postern and cannot be deleted.`);
    const listeners = (await findListeners({ db: tx, organizationId, names: [name] })).get(name) ?? [];
    if (listeners.length > 0) throw stillUsed(name, listeners);
    await tx.eventType.delete({ where: { organizationId_name: { organizationId, name } } });
    await recordAudit({ tx, ctx, action: "event_type.deleted", target: { type: "event_type", id: name, name } });
  });
}

function stillUsed(name: string, listeners: readonly EventTypeListener[]): PosternError {
  const named = listeners.slice(0, MAX_NAMED).map((webhook) => `“${webhook.name}” (${webhook.id})`);
  const rest = listeners.length - named.length;
  const list = [...named, ...(rest > 0 ? [`${rest} more`] : [])].join(", ");
  const count = listeners.length === 1 ? "A webhook listens" : `${listeners.length} webhooks listen`;
  return new PosternError("conflict", `${count} to ${name}: ${list}. Delete them or have them listen to another event first.`);
}
