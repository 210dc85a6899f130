import { activityItem, callerOf } from "@/domain/activity/activity";
import { automationMetadata } from "@/domain/automation/automation-metadata";
import type { FlowDefinition } from "@/domain/automation/flow";
import { ACTIVITY_OF_OPERATION } from "@/domain/entity/operations";
import { PosternError } from "@/domain/errors";
import { AUTOMATION_EVENT } from "@/domain/event/event-types";
import { newId, newUlid } from "@/domain/ids";
import { toJsonObject } from "@/domain/json/json-object";
import { readDefinition } from "@/server/automation-flow/stored-flow";
import type { Context } from "@/server/context";
import { readExample } from "@/server/event-type/read-example";
import type { PreviewEvent } from "@/server/webhook/previewed-event";

/**
 * Returns an example of what an automation's webhook action sends to a webhook: an entity of the automation's schema, and what changed it
 * where the automation starts by changes. Throws PosternError `not_found` for an automation that does not exist.
 */
export async function exampleOfAutomation(input: {
  ctx: Context;
  webhook: { id: string; name: string; eventType: string };
  automationId: string;
}): Promise<PreviewEvent> {
  const { ctx, webhook, automationId } = input;
  const { organizationId } = ctx.tenant;
  const flow = await ctx.db.automationFlow.findFirst({ where: { id: automationId, organizationId } });
  if (!flow) {
    const remedy = "Leave automation_id out for the example of the webhook's event.";
    throw new PosternError("not_found", `There is no automation ${automationId}. ${remedy}`);
  }
  const definition = readDefinition(flow);
  const schema = schemaOf(definition);
  const known = schema === null ? null : await readExample(ctx, `${schema}.updated`);
  const {
    entity,
    data = entity ?? {},
    relations,
    activity,
    changed_attributes,
    previous_attributes,
  } = toJsonObject(known ?? (await readExample(ctx, webhook.eventType))) ?? {};
  const isChange = definition.triggers.some(({ type }) => type === "entity_operation" || type === "activity");
  const changes = {
    activity: activity ?? exampleActivity({ organizationId, schema, now: ctx.clock.now() }),
    changed_attributes: changed_attributes ?? { added: {}, updated: {}, deleted: {} },
    previous_attributes,
  };
  const eventId = newId("event");
  const action = definition.actions.find((one) => one.type === "trigger-webhook" && one.config.target_webhook_id === webhook.id);
  const metadata = automationMetadata({
    execution: { id: crypto.randomUUID(), organizationId, flowName: flow.name, startedBy: isChange ? null : "123456" },
    ...{ action: { id: action?.id ?? crypto.randomUUID() }, webhook, eventId, now: ctx.clock.now() },
  });
  return {
    told: { source: "example", event_id: eventId, event_name: AUTOMATION_EVENT },
    source: {
      ...{ eventName: AUTOMATION_EVENT, metadata, isTrigger: false },
      content: { entity: data, relations: relations ?? [], ...(isChange && changes) },
    },
  };
}

/** Returns an example of the activity that a change makes. */
function exampleActivity({ organizationId, schema, now }: { organizationId: string; schema: string | null; now: Date }): object {
  const entityId = crypto.randomUUID();
  const { type, title } = ACTIVITY_OF_OPERATION.updateEntity;
  return activityItem({
    organizationId,
    activity: {
      id: newUlid(),
      type,
      title,
      message: title,
      payload: null,
      pending: false,
      caller: callerOf({ type: "user", id: "123456" }),
      at: now,
    },
    operations: [
      { entityId, schema: schema ?? "entity", operation: "updateEntity", payload: {}, diff: { added: {}, updated: {}, deleted: {} } },
    ],
    total: 1,
  });
}

/** Returns the schema of the entities that a flow is for; null where it does not say. */
function schemaOf({ triggers, entity_schema: own }: FlowDefinition): string | null {
  const schemas = triggers.map(({ configuration }) =>
    "entity_schema" in configuration ? configuration.entity_schema : configuration["schema"],
  );
  return own ?? schemas.find((schema) => typeof schema === "string") ?? null;
}
