import type { EntityDiff } from "@/domain/entity/diff-entity";
import type { EntityOperation } from "@/domain/entity/operations";

type JsonObject = Readonly<Record<string, unknown>>;

/** A deed of somebody on entities, or a note in their feeds. */
export interface Activity {
  /** A ULID. */
  id: string;
  type: string;
  title: string;
  message: string;
  payload: JsonObject | null;
  pending: boolean;
  caller: JsonObject;
  at: Date;
}

/** An operation of an activity on an entity. */
export interface ActivityOperation {
  entityId: string;
  schema: string;
  operation: EntityOperation;
  payload: JsonObject;
  diff: EntityDiff;
}

/** An activity without its operations, as the API shows it. */
export interface BaseActivityItem {
  _id: string;
  timestamp: string;
  type: string;
  title: string;
  message: string;
  payload?: Record<string, unknown>;
  pending?: boolean;
  caller: Record<string, unknown>;
}

/** An operation of an activity, as the API shows it. */
interface OperationItem {
  entity: string;
  org: string;
  activity_id: string;
  activity_type: string;
  operation: EntityOperation;
  params: Record<string, unknown>;
  payload: Record<string, unknown>;
  diff: Record<string, unknown>;
}

/** An activity with operations, as the API and events show it. */
export interface ActivityItem extends BaseActivityItem {
  /** The number of all its operations. */
  operations_total: number;
  operations: OperationItem[];
}

/** Returns an activity without its operations, as the API shows it. */
export function baseActivityItem({ id, type, title, message, payload, caller, pending, at }: Activity): BaseActivityItem {
  return {
    _id: id,
    timestamp: at.toISOString(),
    type,
    title,
    message,
    ...(payload && { payload: { ...payload } }),
    ...(pending && { pending }),
    caller: { ...caller },
  };
}

/** Returns an activity with its operations, as the API and events show it; `total` counts those that are not shown, too. */
export function activityItem(input: {
  organizationId: string;
  activity: Activity;
  operations: readonly ActivityOperation[];
  total: number;
}): ActivityItem {
  const { organizationId, activity, operations, total } = input;
  return {
    ...baseActivityItem(activity),
    operations_total: total,
    operations: operations.map(({ entityId, schema, operation, payload, diff }) => ({
      entity: entityId,
      org: organizationId,
      activity_id: activity.id,
      activity_type: activity.type,
      operation,
      params: { id: entityId, slug: schema },
      payload: { ...payload },
      diff: { ...diff },
    })),
  };
}

/** Returns who acted, as activities show it. The form is that of the Entity API, with the kind of the actor beside it. */
export function callerOf(cause: { type: string; id: string | null }): Record<string, unknown> {
  return { type: cause.type, ...(cause.id !== null && { EpilotAuth: { token: { sub: cause.id } } }) };
}
