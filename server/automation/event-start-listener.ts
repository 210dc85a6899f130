import { meetsTriggerCondition } from "@/domain/automation/trigger-condition";
import { isJsonObject } from "@/domain/json/json-object";
import { storableText } from "@/domain/storable-text";
import type { Start } from "@/server/automation/insert-execution";
import { insertStarts } from "@/server/automation/insert-starts";
import type { Means } from "@/server/context";
import type { EventListener, HeardEvents } from "@/server/event/event-listener";
import type { StartingFlow } from "@/server/event/subscription-cache";

/**
 * Makes the listener that starts automations by published events of the catalogue. The entity is what the event has under the trigger's
 * `entity_node_id`, or else the event's own entity.
 */
export function createEventStartListener(means: Pick<Means, "db" | "jobs">): EventListener {
  return {
    plan(heard) {
      const { ctx, subscriptions, events } = heard;
      const flows = subscriptions.startingFlows.filter(({ definition }) =>
        definition.triggers.some(({ type }) => type === "event_catalog"),
      );
      if (flows.length === 0) return null;
      const planned = events.flatMap((event) => flows.flatMap((flow) => startOf({ flow, event, heard }) ?? []));
      if (planned.length === 0) return null;
      return (tx, insertedIds) => {
        const starts = planned.filter(({ triggerEvent }) => insertedIds.has(String(triggerEvent["event_id"])));
        return insertStarts({ means, tx, starts, now: ctx.clock.now() });
      };
    },
  };
}

const subjectId = storableText({ min: 1, max: 255 });

/** Checks whether an execution can be about an entity of this id, which may be kept elsewhere: a short text that PostgreSQL can hold. */
function isEntityId(id: unknown): id is string {
  return subjectId.safeParse(id).success;
}

/** Returns the start of a flow by an event; null where it does not start it. */
function startOf(input: { flow: StartingFlow; event: HeardEvents["events"][number]; heard: HeardEvents }): Start | null {
  const { flow, event, heard } = input;
  const { ctx, subscriptions, automationChain } = heard;
  const { organizationId } = ctx.tenant;
  const typeOf = (name: string) => subscriptions.typeByName.get(name) ?? name;
  const { triggers, trigger_conditions: conditions } = flow.definition;
  for (const trigger of triggers) {
    if (trigger.type !== "event_catalog" || typeOf(trigger.configuration.event_name) !== typeOf(event.eventName)) continue;
    const {
      event_name,
      event_version,
      entity_node_id: node,
      entity_schema: schema,
      ignore_automation_triggered: isIgnoring,
    } = trigger.configuration;
    if (isIgnoring && automationChain.length > 0) continue;
    const payload = event.content.entity ?? {};
    const found = isJsonObject(payload[node]) ? payload[node] : payload;
    const { _id: id, _schema: own = schema } = found;
    if (!isEntityId(id) || own !== schema || !conditions.every((condition) => meetsTriggerCondition(condition, found))) continue;
    return {
      ...{
        organizationId,
        flow,
        diff: null,
        activityId: null,
        startedBy: null,
        event: payload,
        chain: automationChain,
        hops: ctx.hops ?? 0,
      },
      entity: { id, schema, snapshot: { _org: organizationId, _schema: schema, _title: null, ...found } },
      triggerEvent: {
        ...{ type: "event_catalog", org_id: organizationId, entity_id: id, entity_node_id: node },
        ...{ event_id: event.id, event_name, event_version, event_time: ctx.clock.now().toISOString() },
        trigger_source_type: automationChain.length > 0 ? "automation" : "api",
      },
    };
  }
  return null;
}
