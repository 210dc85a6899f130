import type { StartingTrigger } from "@/domain/automation/listed-execution";

const OF_OPERATION: Readonly<Record<string, string>> = {
  createEntity: "Record created",
  updateEntity: "Record changed",
  restoreEntity: "Record restored",
  softDeleteEntity: "Record deleted",
  deleteEntity: "Record deleted for good",
  relationsAdded: "Relations added",
  relationsRemoved: "Relations removed",
};

/** Returns in a few words what started an execution. */
export function describeCause({ type, operation_type, activity_type, event_name }: StartingTrigger): string {
  switch (type) {
    case "manual":
      return "By hand";
    case "entity_operation":
      return OF_OPERATION[operation_type ?? ""] ?? operation_type ?? "Record changed";
    case "entity_activity":
      return activity_type ? `Activity ${activity_type}` : "Activity";
    case "event_catalog":
      return event_name ? `Event ${event_name}` : "Event";
    default:
      return type;
  }
}
