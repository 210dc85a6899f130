import { type ActivityItem, type ActivityOperation, activityItem } from "@/domain/activity/activity";
import type { EntityDiff } from "@/domain/entity/diff-entity";
import type { EntityOperation } from "@/domain/entity/operations";
import { parseJson } from "@/domain/json/parse-json";
import { parseJsonObject } from "@/domain/json/parse-json-object";
import { ACTIVITY_COLUMNS, type ActivityRow, toKnownActivity } from "@/server/activity/find-activity";
import type { Transaction } from "@/server/platform/db";
import { PREPARED } from "@/server/platform/prepared-statements";

/** The latest operation of an activity on one entity; all of it is null where there is none. */
interface OperationRow {
  operationSchema: string;
  operation: EntityOperation | null;
  input: string | null;
  diff: string;
}

/** Returns an activity with its operation on one entity, as events show it; null where it is not kept any more. */
export async function readActivityItem(input: {
  tx: Transaction;
  organizationId: string;
  activityId: string;
  entityId: string;
}): Promise<ActivityItem | null> {
  const { tx, organizationId, activityId, entityId } = input;
  const [row] = await tx.$queryRaw<(ActivityRow & OperationRow)[]>`${PREPARED}
    select ${ACTIVITY_COLUMNS}, own.schema as "operationSchema", own.operation, own.payload::text as input, own.diff::text as diff
    from activity a left join lateral (
      select schema, operation, payload, diff from activity_operation
      where organization_id = a.organization_id and activity_id = a.id and entity_id = ${entityId} and operation is not null
      order by id desc limit 1
    ) own on true
    where a.organization_id = ${organizationId} and a.id = ${activityId}`;
  if (!row) return null;
  const { operationSchema: schema, operation, input: given, diff, ...rest } = row;
  const { activity, operations: total } = toKnownActivity(rest);
  const operations: ActivityOperation[] =
    operation === null
      ? []
      : [{ entityId, schema, operation, payload: parseJsonObject(given ?? "{}"), diff: parseJson(diff) as EntityDiff }];
  return activityItem({ organizationId, activity, operations, total });
}
