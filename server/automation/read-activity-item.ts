import { type ActivityItem, type ActivityOperation, activityItem } from "@/domain/activity/activity";
import type { EntityDiff } from "@/domain/entity/diff-entity";
import type { EntityOperation } from "@/domain/entity/operations";
import { isPosternError } from "@/domain/errors";
import { parseJson } from "@/domain/json/parse-json";
import { parseJsonObject } from "@/domain/json/parse-json-object";
import { findActivity } from "@/server/activity/find-activity";
import type { Transaction } from "@/server/platform/db";

/** Returns an activity with its operation on one entity, as events show it; null where it is not kept any more. */
export async function readActivityItem(input: {
  tx: Transaction;
  organizationId: string;
  activityId: string;
  entityId: string;
}): Promise<ActivityItem | null> {
  const { tx, organizationId, activityId, entityId } = input;
  const known = await findActivity({ db: tx, organizationId, id: activityId }).catch((error: unknown) => {
    if (isPosternError(error) && error.code === "not_found") return null;
    throw error;
  });
  if (!known) return null;
  const rows = await tx.$queryRaw<{ schema: string; operation: EntityOperation; payload: string | null; diff: string }[]>`
    select schema, operation, payload::text as payload, diff::text as diff from activity_operation
    where organization_id = ${organizationId} and activity_id = ${activityId} and entity_id = ${entityId} and operation is not null
    order by id desc limit 1`;
  const operations = rows.map(
    ({ schema, operation, payload, diff }): ActivityOperation => ({
      ...{ entityId, schema, operation },
      payload: parseJsonObject(payload ?? "{}"),
      diff: parseJson(diff) as EntityDiff,
    }),
  );
  return activityItem({ organizationId, activity: known.activity, operations, total: known.operations });
}
