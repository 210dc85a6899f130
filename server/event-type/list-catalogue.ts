import type { EventTypeAnswer } from "@/domain/event/event-type-definition";
import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";
import { findListeners } from "@/server/event-type/find-listeners";
import { serializeEventType } from "@/server/event-type/serialize-event-type";

/** Returns the event catalogue: all event types of the organization, ordered by label, with schema and listeners. Needs the scope read. */
export async function listCatalogue({ ctx }: { ctx: Context }): Promise<{ results: EventTypeAnswer[] }> {
  authorise(ctx, "read");
  const { organizationId } = ctx.tenant;
  const [types, listeners] = await Promise.all([
    ctx.db.eventType.findMany({ where: { organizationId }, orderBy: [{ label: "asc" }, { name: "asc" }] }),
    findListeners({ db: ctx.db, organizationId }),
  ]);
  return { results: types.map((type) => serializeEventType(type, listeners.get(type.name))) };
}
