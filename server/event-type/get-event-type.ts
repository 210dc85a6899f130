import { type EventTypeAnswer, type EventTypeReference, eventTypeReference } from "@/domain/event/event-type-definition";
import { parseInput } from "@/domain/parse-input";
import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";
import { getEventTypeInTenant } from "@/server/event-type/find-event-type";
import { findListeners } from "@/server/event-type/find-listeners";
import { serializeEventType } from "@/server/event-type/serialize-event-type";

/** Returns one event type by its name or an alias. Needs the scope read. Throws PosternError `not_found`. */
export async function getEventType({ ctx, input }: { ctx: Context; input: EventTypeReference }): Promise<EventTypeAnswer> {
  authorise(ctx, "read");
  const { name } = parseInput(eventTypeReference, input);
  const { organizationId } = ctx.tenant;
  const type = await getEventTypeInTenant({ db: ctx.db, organizationId, name });
  const listeners = await findListeners({ db: ctx.db, organizationId, names: [type.name] });
  return serializeEventType(type, listeners.get(type.name));
}
