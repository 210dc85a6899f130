import { PosternError } from "@/domain/errors";
import { type EventTypeReference, eventTypeReference } from "@/domain/event/event-type-definition";
import { parseInput } from "@/domain/parse-input";
import { recordAudit } from "@/server/audit/record-audit";
import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";
import { assertNoListeners } from "@/server/event-type/assert-no-listeners";
import { getEventTypeInTenant } from "@/server/event-type/find-event-type";
import { raiseSubscriptionsVersion } from "@/server/event-type/raise-subscriptions-version";

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
    const { name, builtIn, entitySchema } = await getEventTypeInTenant({ db: tx, organizationId, name: reference.name });
    if (entitySchema !== null) {
      throw new PosternError(
        "conflict",
        `The event type ${name} follows from the entity schema ${entitySchema}, and goes when that is deleted.`,
      );
    }
    if (builtIn) throw new PosternError("conflict", `The event type ${name} comes with Postern and cannot be deleted.`);
    await assertNoListeners({ tx, organizationId, names: [name] });
    await tx.eventType.delete({ where: { organizationId_name: { organizationId, name } } });
    await recordAudit({ tx, ctx, action: "event_type.deleted", target: { type: "event_type", id: name, name } });
  });
}
