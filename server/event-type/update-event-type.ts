import { isDeepStrictEqual } from "node:util";
import { PosternError } from "@/domain/errors";
import { type EventTypeAnswer, type EventTypeReference, eventTypeChange, eventTypeReference } from "@/domain/event/event-type-definition";
import { toJsonObject } from "@/domain/json/json-object";
import { parseInput } from "@/domain/parse-input";
import type { EventType } from "@/prisma/generated/client";
import { recordAudit } from "@/server/audit/record-audit";
import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";
import { assertNamesFree } from "@/server/event-type/assert-names-free";
import { eventTypeColumns } from "@/server/event-type/event-type-columns";
import { getEventTypeInTenant } from "@/server/event-type/find-event-type";
import { findListeners } from "@/server/event-type/find-listeners";
import { raiseSubscriptionsVersion } from "@/server/event-type/raise-subscriptions-version";
import { serializeEventType } from "@/server/event-type/serialize-event-type";

/**
 * Replaces an event type's settings; its name stays. Of one that comes with Postern, or follows from an entity schema, only
 * `strict` can be changed. Needs the scope
 * write. Throws PosternError `not_found`; `invalid_input` as createEventType does; `conflict` for other changes of a built-in
 * type, an alias that is taken, and the removal of an alias by which a webhook listens.
 */
export async function updateEventType(input: { ctx: Context; input: EventTypeReference & { change: unknown } }): Promise<EventTypeAnswer> {
  const { ctx } = input;
  authorise(ctx, "write");
  const { change: given, ...reference } = input.input;
  const { name: asked } = parseInput(eventTypeReference, reference);
  const settings = parseInput(eventTypeChange, given);
  const { organizationId } = ctx.tenant;
  return ctx.db.$transaction(async (tx) => {
    await raiseSubscriptionsVersion({ tx, organizationId });
    const stored = await getEventTypeInTenant({ db: tx, organizationId, name: asked });
    const { name } = stored;
    if (settings.name !== undefined && settings.name !== name) {
      throw new PosternError("invalid_input", `name: An event type keeps its name; this one is ${name}.`, {
        faults: [{ path: "name", message: `An event type keeps its name; this one is ${name}.` }],
      });
    }
    const columns = eventTypeColumns({ schemas: ctx.schemas, name, settings });
    if (stored.builtIn) assertBuiltInKept(stored, columns);
    const gone = stored.aliases.filter((alias) => !columns.aliases.includes(alias));
    const user = gone.length > 0 && (await tx.webhook.findFirst({ where: { organizationId, deletedAt: null, eventName: { in: gone } } }));
    if (user)
      throw new PosternError(
        "conflict",
        `The webhook “${user.name}” (${user.id}) listens to this by its alias ${user.eventName}: keep the alias.`,
      );
    await assertNamesFree({ tx, organizationId, name, aliases: columns.aliases });
    const type = await tx.eventType.update({
      where: { organizationId_name: { organizationId, name } },
      data: { ...columns, updatedAt: ctx.clock.now() },
    });
    await recordAudit({ tx, ctx, action: "event_type.updated", target: { type: "event_type", id: name, name } });
    const listeners = await findListeners({ db: tx, organizationId, names: [name] });
    return serializeEventType(type, listeners.get(name));
  });
}

function assertBuiltInKept(stored: EventType, columns: ReturnType<typeof eventTypeColumns>): void {
  const isKept =
    columns.label === stored.label &&
    columns.description === stored.description &&
    isDeepStrictEqual(columns.aliases, stored.aliases) &&
    isDeepStrictEqual(toJsonObject(columns.schema), toJsonObject(stored.schema)) &&
    isDeepStrictEqual(toJsonObject(columns.example), toJsonObject(stored.example));
  if (isKept) return;
  const { name, entitySchema } = stored;
  const why = entitySchema === null ? "comes with Postern" : `follows from the entity schema ${entitySchema}`;
  throw new PosternError("conflict", `The event type ${name} ${why}: only strict can be changed. Send all else as it is.`);
}
