import type { ActivityItem } from "@/domain/activity/activity";
import { callerIdOf, type NamedFeed } from "@/domain/activity/named-feed";
import { isJsonObject } from "@/domain/json/json-object";
import type { Context } from "@/server/context";
import { getActivityFeed } from "@/server/entity/get-activity-feed";
import { readEntities } from "@/server/entity/read-entities";
import { findActorNames } from "@/server/find-actor-names";

/** The most entities of a page whose titles are looked up. */
const MAX_ENTITIES = 500;

/**
 * Returns a page of an entity's feed as getActivityFeed does, with the names of whom and what the activities are about. Who is not of
 * the organization any more has no name. Needs the scope read. Throws PosternError `not_found`.
 */
export async function getNamedFeed({ ctx, input }: { ctx: Context; input: unknown }): Promise<NamedFeed> {
  const { total, results: activities } = await getActivityFeed({ ctx, input });
  const { organizationId } = ctx.tenant;
  const callerIds = activities.flatMap(({ caller }) => callerIdOf(caller) ?? []);
  const [callers, entities] = await Promise.all([
    findActorNames({ db: ctx.db, organizationId, ids: callerIds }),
    readEntities({ db: ctx.db, organizationId, ids: namedEntities(activities), deleted: "true" }),
  ]);
  return {
    total,
    activities,
    callers: Object.fromEntries(callers),
    entities: Object.fromEntries([...entities].map(([id, { title, schema }]) => [id, { title, schema }])),
  };
}

/** Returns the ids of the entities that activities are about or relate. */
function namedEntities(activities: readonly ActivityItem[]): string[] {
  const ids = new Set<string>();
  const visit = (value: unknown): void => {
    if (ids.size >= MAX_ENTITIES) return;
    if (Array.isArray(value)) for (const item of value) visit(item);
    else if (isJsonObject(value)) {
      for (const [key, part] of Object.entries(value)) {
        if ((key === "entity_id" || key === "id") && typeof part === "string") ids.add(part);
        else visit(part);
      }
    }
  };
  for (const { payload, operations } of activities) {
    visit(payload?.["entity"]);
    for (const { entity, payload: given, diff } of operations) {
      ids.add(entity);
      visit(given);
      visit(diff);
    }
  }
  return [...ids];
}
