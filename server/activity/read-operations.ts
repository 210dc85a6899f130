import type { ActivityOperation } from "@/domain/activity/activity";
import type { EntityDiff } from "@/domain/entity/diff-entity";
import type { EntityOperation } from "@/domain/entity/operations";
import { isJsonObject } from "@/domain/json/json-object";
import { parseJsonObject } from "@/domain/json/parse-json-object";
import type { Database } from "@/server/platform/db";
import { PREPARED } from "@/server/platform/prepared-statements";

interface OperationRow {
  activityId: string;
  entityId: string;
  schema: string;
  operation: EntityOperation;
  payload: string;
  diff: string;
}

/** Reads operations of activities, for each of them from `from` on at most `size`, in the order in which they were made. */
export async function readOperations(input: {
  db: Database;
  organizationId: string;
  activityIds: readonly string[];
  from: number;
  size: number;
}): Promise<ReadonlyMap<string, ActivityOperation[]>> {
  const { db, organizationId, activityIds, from, size } = input;
  const rows = await db.$queryRaw<OperationRow[]>`${PREPARED}
    select activity_id as "activityId", entity_id as "entityId", schema, operation, payload::text as payload, diff::text as diff from (
      select o.*, row_number() over (partition by o.activity_id order by o.id) as place
      from activity_operation o
      where o.organization_id = ${organizationId} and o.activity_id = any(${activityIds}::text[]) and o.operation is not null
    ) o
    where place > ${from}::int and place <= ${from + size}::int
    order by activity_id, place`;
  const operations = new Map<string, ActivityOperation[]>();
  for (const row of rows) operations.set(row.activityId, [...(operations.get(row.activityId) ?? []), toOperation(row)]);
  return operations;
}

function toOperation({ entityId, schema, operation, payload, diff }: OperationRow): ActivityOperation {
  return { entityId, schema, operation, payload: parseJsonObject(payload), diff: toDiff(parseJsonObject(diff)) };
}

function toDiff({ added, updated, deleted }: Record<string, unknown>): EntityDiff {
  const part = (value: unknown) => (isJsonObject(value) ? value : {});
  return { added: part(added), updated: part(updated), deleted: part(deleted) };
}
