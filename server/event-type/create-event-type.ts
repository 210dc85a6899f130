import { PosternError } from "@/domain/errors";
import { type EventTypeAnswer, MAX_EVENT_TYPES, newEventType } from "@/domain/event/event-type-definition";
import { parseInput } from "@/domain/parse-input";
import { recordAudit } from "@/server/audit/record-audit";
import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";
import { assertNamesFree } from "@/server/event-type/assert-names-free";
import { eventTypeColumns } from "@/server/event-type/event-type-columns";
import { raiseSubscriptionsVersion } from "@/server/event-type/raise-subscriptions-version";
import { serializeEventType } from "@/server/event-type/serialize-event-type";

/**
 * Adds an event type to the organization. Needs the scope write. Throws PosternError `invalid_input` for a schema that cannot be
 * used or an example that it does not allow; `conflict` for a name that is taken, even as an alias, and at the limit of event
 * types.
 */
export async function createEventType({ ctx, input }: { ctx: Context; input: unknown }): Promise<EventTypeAnswer> {
  authorise(ctx, "write");
  const { name, ...settings } = parseInput(newEventType, input);
  const { organizationId } = ctx.tenant;
  const columns = eventTypeColumns({ schemas: ctx.schemas, name, settings });
  const now = ctx.clock.now();
  const type = await ctx.db.$transaction(async (tx) => {
    await raiseSubscriptionsVersion({ tx, organizationId });
    if (await tx.eventType.findUnique({ where: { organizationId_name: { organizationId, name } }, select: { name: true } })) {
      throw new PosternError("conflict", `There is an event type ${name} already. Choose another name, or change that one.`);
    }
    if ((await tx.eventType.count({ where: { organizationId } })) >= MAX_EVENT_TYPES) {
      throw new PosternError(
        "conflict",
        `This organization has ${MAX_EVENT_TYPES} event types, the most it may have. Delete one that is not used.`,
      );
    }
    await assertNamesFree({ tx, organizationId, name, aliases: columns.aliases });
    await recordAudit({ tx, ctx, action: "event_type.created", target: { type: "event_type", id: name, name } });
    return tx.eventType.create({ data: { organizationId, name, ...columns, createdAt: now, updatedAt: now } });
  });
  return serializeEventType(type);
}
