import { matchesPattern } from "@/domain/automation/event-pattern";
import type { ActivityTrigger, EntityOperationTrigger } from "@/domain/automation/flow-trigger";

/** A change of an entity, as triggers see it. */
export interface ChangeForTriggers {
  schema: string;
  operation: string;
  activityType: string;
  /** The entity after the change, or before it where it is gone, as the API shows it. */
  entity: Readonly<Record<string, unknown>>;
  /** `updated` and `deleted` have the previous values. */
  diff: { added: object; updated: object; deleted: object };
}

/** Checks whether a change of an entity starts a flow with this trigger. What the trigger does not say is no matter. */
export function matchesChange({ configuration }: EntityOperationTrigger, change: ChangeForTriggers): boolean {
  const { schema, operations, include_activities, exclude_activities, filter_config } = configuration;
  const { operation: operationFilter, activity: activityFilter } = filter_config ?? {};
  const allows = (list: readonly string[] | undefined, value: string) => list === undefined || list.includes(value);
  if (schema !== undefined && schema !== change.schema) return false;
  if (!allows(operations, change.operation) || !allows(operationFilter?.operation, change.operation)) return false;
  if (include_activities?.length && !include_activities.includes(change.activityType)) return false;
  if (exclude_activities?.includes(change.activityType)) return false;
  return (
    matchesFilter(operationFilter?.payload, change.entity) &&
    matchesFilter(operationFilter?.diff, change.diff) &&
    matchesFilter(activityFilter?.type, change.activityType)
  );
}

/** Checks whether an activity on an entity starts a flow with this trigger. */
export function matchesActivity({ configuration }: ActivityTrigger, activity: { schema: string; type: string }): boolean {
  const { schema, types } = configuration;
  return (schema === undefined || schema === activity.schema) && (types === undefined || types.includes(activity.type));
}

function matchesFilter(pattern: unknown, value: unknown): boolean {
  return pattern === undefined || pattern === null || matchesPattern(pattern, value);
}
