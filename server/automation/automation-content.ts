import { changedAttributes } from "@/domain/automation/changed-values";
import { previousValues } from "@/domain/entity/diff-entity";
import type { EventContent } from "@/domain/payload/event-content";
import type { Execution } from "@/server/automation/execution-row";
import { readActivityItem } from "@/server/automation/read-activity-item";
import type { Run } from "@/server/automation/run";
import { eventData } from "@/server/event/event-data";

/**
 * Returns the JSON of the event that a webhook action carries: the entity as it was when the execution was started, and where a change
 * started it, the activity and what it changed. Relations are read when the payload is built.
 */
export async function automationContent({ run }: { run: Run }): Promise<string> {
  const { tx, execution } = run;
  const { organizationId, activityId, entityId } = execution;
  const activity = activityId === null ? null : await readActivityItem({ tx, organizationId, activityId, entityId });
  const content = { ...contentOf(execution), ...(activity && { activity: { ...activity } }) };
  return eventData({
    event: { eventName: execution.flowName, eventId: undefined, metadata: undefined, content, readsRelations: true },
    index: null,
  });
}

/** Returns the content without the activity. A manual run has no changed attributes. */
export function contentOf({ entitySnapshot, diff, event }: Pick<Execution, "entitySnapshot" | "diff" | "event">): EventContent {
  const entity = entitySnapshot ?? {};
  return {
    entity,
    ...(event && { event }),
    ...(diff && { changed_attributes: changedAttributes({ diff, entity }), previous_attributes: previousOf(diff) }),
  };
}

function previousOf({ added, updated, deleted }: NonNullable<Execution["diff"]>): Record<string, unknown> {
  return previousValues({ added: { ...added }, updated: { ...updated }, deleted: { ...deleted } });
}
