import { activityItem } from "@/domain/activity/activity";
import { eventIdOfOperation } from "@/domain/activity/event-of-operation";
import { previousValues } from "@/domain/entity/diff-entity";
import { entityItem } from "@/domain/entity/entity";
import { builtInEventName, entityEventName } from "@/domain/entity/events-of-change";
import { EVENT_OF_OPERATION } from "@/domain/entity/operations";
import type { PublishedEvent } from "@/domain/event/publish-input";
import { MAX_COUNTED } from "@/domain/max-counted";
import { previousAttributes } from "@/domain/payload/changes";
import { isClient } from "@/domain/payload/client-resource";
import type { EventContent } from "@/domain/payload/event-content";
import type { EntityChange } from "@/server/entity/entity-change";
import type { PlannedChange } from "@/server/entity/planned-change";

/**
 * Returns the events that a change publishes: the entity's own one, and the built-in one where the change is one (a created submission,
 * a changed product, a completed task). Both have the same content. Relations are read when a payload is built from it.
 */
export function eventsOfChange({ planned, operationId }: { planned: PlannedChange; operationId: string }): PublishedEvent[] {
  const { change, metadata } = planned;
  const common = { metadata, readsRelations: true, content: contentOf(planned) } as const;
  const own: PublishedEvent = { ...common, eventName: entityEventName(change), eventId: eventIdOfOperation(operationId, "own") };
  const builtIn = builtInEventName(change);
  return builtIn === null ? [own] : [own, { ...common, eventName: builtIn, eventId: eventIdOfOperation(operationId, "builtIn") }];
}

function contentOf({ change, activity, earlierOperations }: PlannedChange): EventContent {
  const { organizationId, schema, operation, diff, newValues, entityId, payload } = change;
  const entity = change.after ?? change.before;
  const operations = [{ entityId, schema, operation, payload, diff }];
  return {
    ...(entity && { entity: entityItem({ organizationId, entity }) }),
    activity: { ...activityItem({ organizationId, activity, operations, total: Math.min(earlierOperations + 1, MAX_COUNTED) }) },
    changed_attributes: { added: diff.added, updated: newValues, deleted: diff.deleted },
    ...(EVENT_OF_OPERATION[operation] === "updated" && { previous_attributes: previousOf(change) }),
  };
}

/**
 * Returns the values of before. Those of a client are told as the event-object format tells them: of every changed property, null where it
 * had none.
 */
function previousOf({ schema, before, after, diff }: EntityChange): Record<string, unknown> {
  if (!isClient({ _schema: schema })) return previousValues(diff);
  return previousAttributes(before?.attributes ?? {}, after?.attributes ?? {});
}
