import type { Activity } from "@/domain/activity/activity";
import type { EntityChange } from "@/server/entity/entity-change";

/** A change that is ready to be written. */
export interface PlannedChange {
  change: EntityChange;
  activity: Activity;
  /** True when the activity is there already. */
  isKnownActivity: boolean;
  /** The number of the activity's operations before this one, counted to MAX_COUNTED and no further. */
  earlierOperations: number;
  /** The version of the row that the change was made from; null where it is created. */
  version: bigint | null;
  metadata: Record<string, unknown> | undefined;
}
