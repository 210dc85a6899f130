import { z } from "zod";
import { type ActivityItem, activityItem } from "@/domain/activity/activity";
import { feedQuery } from "@/domain/activity/activity-input";
import { feedRange } from "@/domain/activity/feed-range";
import { entityReference } from "@/domain/entity/entity-input";
import { relationsOf } from "@/domain/entity/relations";
import { MAX_COUNTED } from "@/domain/max-counted";
import { parseInput } from "@/domain/parse-input";
import { Prisma } from "@/prisma/generated/client";
import { ACTIVITY_COLUMNS, type ActivityRow, toKnownActivity } from "@/server/activity/find-activity";
import { readOperations } from "@/server/activity/read-operations";
import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";
import { findEntity } from "@/server/entity/find-entity";
import { PREPARED } from "@/server/platform/prepared-statements";

/** The operations that each activity of a feed is shown with. */
const OPERATIONS = 10;

const feedRequest = feedQuery.omit({ from: true, size: true }).extend({
  ...entityReference.shape,
  from: z.int().default(0),
  size: z.int().default(25),
  isOfRelations: z.boolean().default(false),
});

/**
 * Returns a page of an entity's activities, the latest first, and how many there are, counted to MAX_COUNTED and no further; with
 * `isOfRelations` also those of the entities that it relates to. Pending ones are left out. Throws PosternError `not_found`.
 */
export async function getActivityFeed({
  ctx,
  input,
}: {
  ctx: Context;
  input: unknown;
}): Promise<{ total: number; results: ActivityItem[] }> {
  authorise(ctx, "read");
  const { slug, id, from, size, type: types = [], isOfRelations, ...given } = parseInput(feedRequest, input);
  const range = feedRange(given, ctx.clock.now());
  const { organizationId } = ctx.tenant;
  const entity = await findEntity({ ctx, slug, id });
  const related = isOfRelations ? relationsOf(entity.attributes).map(({ entityId }) => entityId) : [];
  const entityIds = [...new Set([id, ...related])];
  // Each entity's are read in the order of its index, as far as is needed. A limit of 1 keeps the planner from reading all activities.
  const latest = (limit: number) => Prisma.sql`
    select distinct f.id from unnest(${entityIds}::text[]) as e(id) cross join lateral (
      select o.id from (
        select distinct activity_id as id from activity_operation
        where organization_id = ${organizationId} and entity_id = e.id
        order by activity_id desc
      ) o cross join lateral (
        select from activity a
        where a.organization_id = ${organizationId} and a.id = o.id and not a.pending
          and (${types.length === 0}::boolean or a.type = any(${types}::text[]))
          and (${range.from}::timestamptz is null or a.at >= ${range.from}::timestamptz)
          and (${range.until}::timestamptz is null or a.at < ${range.until}::timestamptz)
        limit 1
      ) a
      order by o.id desc limit ${limit}::int
    ) f`;
  const rows = await ctx.db.$queryRaw<(ActivityRow & { total: number; id: string | null })[]>`${PREPARED}
    with page as (
      ${latest(from + size)} order by f.id desc offset ${from}::int limit ${size}::int
    )
    select (select count(*)::int from (${latest(MAX_COUNTED)} limit ${MAX_COUNTED}::int) counted) as total, ${ACTIVITY_COLUMNS}
    from (select 1) one left join page p on true left join activity a on a.organization_id = ${organizationId} and a.id = p.id
    order by p.id desc`;
  const activities = rows.filter(({ id: found }) => found !== null).map(toKnownActivity);
  const activityIds = activities.map(({ activity }) => activity.id);
  const operations = await readOperations({ db: ctx.db, organizationId, activityIds, from: 0, size: OPERATIONS });
  const results = activities.map(({ activity, operations: total }) =>
    activityItem({ organizationId, activity, operations: operations.get(activity.id) ?? [], total }),
  );
  return { total: rows[0]?.total ?? 0, results };
}
