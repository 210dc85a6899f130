import { matchesActivity, matchesChange } from "@/domain/automation/match-trigger";
import { meetsTriggerCondition } from "@/domain/automation/trigger-condition";
import { entityItem } from "@/domain/entity/entity";
import { disableHotFlow } from "@/server/automation/disable-hot-flow";
import { insertExecution, type Start, type StartedExecution } from "@/server/automation/insert-execution";
import type { Means } from "@/server/context";
import type { EntityChange, EntityChangeListener } from "@/server/entity/entity-change";
import type { StartingFlow } from "@/server/event/subscription-cache";

/**
 * Makes the listener that starts automations by changes of entities. The executions are written in the transaction of the change, so
 * none is lost and none is of a change that did not hold. Which flows a change concerns is known from memory, by the same version of
 * the organization's subscriptions that the change is written with.
 */
export function createStartListener(means: Pick<Means, "db" | "jobs" | "subscriptions">): EntityChangeListener {
  const startedBy = new WeakMap<EntityChange, (StartedExecution & { flowId: string })[]>();
  return {
    async plan(change) {
      const { organizationId, at } = change;
      const loaded = await means.subscriptions.load({ organizationId });
      const starts = (loaded?.subscriptions.startingFlows ?? []).flatMap((flow) => startOf(flow, change) ?? []);
      if (starts.length === 0) return null;
      return async (tx) => {
        const started: (StartedExecution & { flowId: string })[] = [];
        for (const start of starts) started.push({ ...(await insertExecution({ tx, start, now: at })), flowId: start.flow.id });
        startedBy.set(change, started);
      };
    },

    async afterCommit(change) {
      const started = startedBy.get(change) ?? [];
      const executionIds = started.filter(({ isDue }) => isDue).map(({ id }) => id);
      if (executionIds.length > 0) await means.jobs.send({ name: "automation/executions.due", executionIds });
      const { organizationId, at: now } = change;
      for (const { isHot, flowId } of started) if (isHot) await disableHotFlow({ db: means.db, organizationId, flowId, now });
    },
  };
}

/** Returns the start of a flow by a change; null where it does not start it. */
function startOf(flow: StartingFlow, change: EntityChange): Start | null {
  const { organizationId, schema, operation, activity, diff, entityId } = change;
  const state = change.after ?? change.before;
  if (!state) return null;
  const snapshot = entityItem({ organizationId, entity: state });
  const { triggers, trigger_conditions: conditions } = flow.definition;
  const trigger = triggers.find((one) => {
    if (one.type === "entity_operation")
      return matchesChange(one, { schema, operation, activityType: activity.type, entity: snapshot, diff });
    return one.type === "activity" && matchesActivity(one, { schema, type: activity.type });
  });
  if (!trigger || !conditions.every((condition) => meetsTriggerCondition(condition, snapshot))) return null;
  const common = { org_id: organizationId, entity_id: entityId, activity_id: activity.id };
  return {
    ...{ organizationId, flow, diff, event: null, startedBy: null, activityId: activity.id },
    entity: { id: entityId, schema, snapshot },
    triggerEvent:
      trigger.type === "activity"
        ? { type: "entity_activity", ...common, activity_type: activity.type }
        : { type: "entity_operation", ...common, operation_type: operation },
    chain: change.automationChain,
    hops: change.hops,
  };
}
