import type { EventCatalogTrigger, FlowTrigger } from "@/domain/automation/flow-trigger";
import { matchesActivity, matchesChange } from "@/domain/automation/match-trigger";
import { meetsTriggerCondition } from "@/domain/automation/trigger-condition";
import { entityItem } from "@/domain/entity/entity";
import { builtInEventName, entityEventName } from "@/domain/entity/events-of-change";
import type { Start } from "@/server/automation/insert-execution";
import { insertStarts } from "@/server/automation/insert-starts";
import type { Means } from "@/server/context";
import type { EntityChange, EntityChangeListener, HeardActivity } from "@/server/entity/entity-change";
import { ENTITY_COLUMNS, type EntityRow, toEntity } from "@/server/entity/read-entity";
import type { StartingFlow, Subscriptions } from "@/server/event/subscription-cache";

type JsonObject = Readonly<Record<string, unknown>>;

/**
 * Makes the listener that starts automations by changes of entities, and by activities. The executions are written in the transaction
 * of the change, so none is lost and none is of a change that did not hold. Which flows a change concerns is known from memory, by the
 * same version of the organization's subscriptions that the change is written with.
 */
export function createStartListener(means: Pick<Means, "db" | "jobs" | "subscriptions">): EntityChangeListener {
  const tellOf = new WeakMap<EntityChange, () => Promise<void>>();
  const load = async (organizationId: string, isStale = false) =>
    (await means.subscriptions.load({ organizationId, isStale }))?.subscriptions ?? null;

  /** Returns the enabled flows as they are now, for what is not compared with the subscriptions' version in the statement that writes. */
  const currentFlows = async ({ tx, organizationId }: HeardActivity): Promise<readonly StartingFlow[]> => {
    const known = await load(organizationId);
    const [row] = await tx.$queryRaw<{ version: bigint }[]>`
      select subscriptions_version as version from organization where id = ${organizationId}`;
    const current = known?.version === row?.version ? known : await load(organizationId, true);
    return current?.startingFlows ?? [];
  };

  return {
    async plan(change) {
      const subscriptions = await load(change.organizationId);
      if (!subscriptions) return null;
      const isPublished = namesPublished(change, subscriptions);
      const starts = subscriptions.startingFlows.flatMap((flow) => startByChange({ flow, change, isPublished }) ?? []);
      if (starts.length === 0) return null;
      return async (tx) => {
        tellOf.set(change, await insertStarts({ means, tx, starts, now: change.at }));
      };
    },

    async afterCommit(change) {
      await tellOf.get(change)?.();
    },

    async hearActivity(heard) {
      const flows = (await currentFlows(heard)).filter(({ definition }) => definition.triggers.some(isForActivities));
      const starts = flows.length === 0 ? [] : await startsByActivity(flows, heard);
      return insertStarts({ means, tx: heard.tx, starts, now: heard.at });
    },
  };
}

function isForActivities({ type }: FlowTrigger): boolean {
  return type === "activity";
}

/** Returns a function that checks whether a change publishes an event of this name, by whichever name of its type. */
function namesPublished(change: EntityChange, subscriptions: Subscriptions): (name: string) => boolean {
  const typeOf = (name: string) => subscriptions.typeByName.get(name) ?? name;
  const builtIn = builtInEventName(change);
  const types = [entityEventName(change), ...(builtIn === null ? [] : [builtIn])].map(typeOf);
  return (name) => types.includes(typeOf(name));
}

/** Returns the start of a flow by a change; null where it does not start it. `isPublished` checks whether the change publishes an event. */
function startByChange(input: { flow: StartingFlow; change: EntityChange; isPublished: (name: string) => boolean }): Start | null {
  const { flow, change, isPublished } = input;
  const { organizationId, schema, operation, activity, diff, entityId } = change;
  const state = change.after ?? change.before;
  if (!state) return null;
  const snapshot = entityItem({ organizationId, entity: state });
  const common = { org_id: organizationId, entity_id: entityId, activity_id: activity.id };
  const triggerEventOf = (trigger: FlowTrigger): JsonObject | null => {
    switch (trigger.type) {
      case "entity_operation": {
        const isHeard = matchesChange(trigger, { schema, operation, activityType: activity.type, entity: snapshot, diff });
        return isHeard ? { type: "entity_operation", ...common, operation_type: operation } : null;
      }
      case "activity":
        return matchesActivity(trigger, { schema, type: activity.type })
          ? { type: "entity_activity", ...common, activity_type: activity.type }
          : null;
      case "event_catalog":
        return isEventOf({ trigger, change, isPublished }) ? eventOfChange(trigger, change) : null;
      case "entity_manual":
        return null;
    }
  };
  const triggerEvent = firstOf(flow.definition.triggers, triggerEventOf);
  if (!triggerEvent || !isMet(flow, snapshot)) return null;
  return {
    ...{
      organizationId,
      flow,
      diff,
      startedBy: null,
      activityId: activity.id,
      triggerEvent,
      chain: change.automationChain,
      hops: change.hops,
    },
    event: triggerEvent["type"] === "event_catalog" ? snapshot : null,
    entity: { id: entityId, schema, snapshot },
  };
}

/** Checks whether a trigger listens to an event that a change publishes. */
function isEventOf(input: { trigger: EventCatalogTrigger; change: EntityChange; isPublished: (name: string) => boolean }): boolean {
  const { trigger, change, isPublished } = input;
  const { event_name, entity_schema, ignore_automation_triggered: isIgnoring } = trigger.configuration;
  const isNamed = isPublished(event_name) && entity_schema === change.schema;
  return isNamed && !(isIgnoring && change.automationChain.length > 0);
}

/** Returns what starts an execution by the event of a change. The event is told by its activity, of which there is one for each change. */
function eventOfChange({ configuration }: EventCatalogTrigger, { organizationId, entityId, activity, at }: EntityChange): JsonObject {
  const { event_name, event_version, entity_node_id } = configuration;
  return {
    ...{ type: "event_catalog", org_id: organizationId, entity_id: entityId, entity_node_id },
    ...{ event_id: activity.id, event_name, event_version, event_time: at.toISOString() },
  };
}

/** Returns the starts of flows by an activity that somebody wrote into the feeds of entities. */
async function startsByActivity(flows: readonly StartingFlow[], heard: HeardActivity): Promise<Start[]> {
  const { tx, organizationId, activity, entityIds, hops } = heard;
  const rows = await tx.$queryRaw<EntityRow[]>`
    select ${ENTITY_COLUMNS} from entity e
    where organization_id = ${organizationId} and id = any(${[...entityIds]}::text[]) and deleted_at is null`;
  return rows.map(toEntity).flatMap((entity) => {
    const snapshot = entityItem({ organizationId, entity });
    const { id, schema } = entity;
    const isHeard = (trigger: FlowTrigger) => trigger.type === "activity" && matchesActivity(trigger, { schema, type: activity.type });
    const started = flows.filter((flow) => flow.definition.triggers.some(isHeard) && isMet(flow, snapshot));
    return started.map(
      (flow): Start => ({
        ...{ organizationId, flow, diff: null, event: null, startedBy: null, activityId: activity.id, chain: [], hops },
        entity: { id, schema, snapshot },
        triggerEvent: {
          type: "entity_activity",
          org_id: organizationId,
          entity_id: id,
          activity_id: activity.id,
          activity_type: activity.type,
        },
      }),
    );
  });
}

function isMet({ definition }: StartingFlow, snapshot: JsonObject): boolean {
  return definition.trigger_conditions.every((condition) => meetsTriggerCondition(condition, snapshot));
}

function firstOf<Item, Found>(items: readonly Item[], find: (item: Item) => Found | null): Found | null {
  for (const item of items) {
    const found = find(item);
    if (found !== null) return found;
  }
  return null;
}
