import type { EntityDiff } from "@/domain/entity/diff-entity";
import type { EntityOperation } from "@/domain/entity/operations";

type JsonObject = Readonly<Record<string, unknown>>;

/** What somebody did to entities, or wrote into their feeds. */
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

/** Returns an activity without its operations, as the API shows it. */
export function baseActivityItem({ id, type, title, message, payload, caller, pending, at }: Activity): Record<string, unknown> {
  return {
    _id: id,
    timestamp: at.toISOString(),
    type,
    title,
    message,
    ...(payload && { payload }),
    ...(pending && { pending }),
    caller,
  };
}

/** Returns an activity with its operations, as the API and events show it; `total` counts those that are not shown, too. */
export function activityItem(input: {
  organizationId: string;
  activity: Activity;
  operations: readonly ActivityOperation[];
  total: number;
}): Record<string, unknown> {
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
      payload,
      diff,
    })),
  };
}

/** Returns who acted, as activities show it. The form is that of the Entity API, with the kind of the actor beside it. */
export function callerOf(cause: { type: string; id: string | null }): Record<string, unknown> {
  return { type: cause.type, ...(cause.id !== null && { EpilotAuth: { token: { sub: cause.id } } }) };
}
