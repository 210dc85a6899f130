import type { Api } from "@/bench/support/api";

/** The event that the automation publishes. */
export const AUTOMATION_PUBLISHES = "automation_rule_triggered";
const ATTRIBUTE = "number";

/**
 * Makes an automation of three acts, each of which can be counted: it makes an order of a new opportunity, calls a webhook and waits
 * for the answer, and publishes an event that a webhook hears.
 */
export async function stageAutomation({ api, url }: { api: Api; url: string }): Promise<void> {
  const called = await api.createWebhook({ url, eventName: "automation_trigger_webhook" });
  await api.createWebhook({ url, eventName: AUTOMATION_PUBLISHES });
  const mapping_attributes = [{ target: ATTRIBUTE, operation: { _copy: ATTRIBUTE } }];
  await api.createFlow({
    flow_name: "Three acts",
    triggers: [{ type: "entity_operation", configuration: { schema: "opportunity", operations: ["createEntity"] } }],
    actions: [
      { type: "map-entity", config: { target_schema: "order", mapping_attributes } },
      { type: "trigger-webhook", config: { target_webhook_id: called.id, sync: true } },
      { type: "trigger-event", config: { event_name: AUTOMATION_PUBLISHES } },
    ],
  });
}

/** The request that starts an execution. Sent again it finds the opportunity and changes nothing. */
export const STARTING_REQUEST = {
  method: "PATCH" as const,
  path: "/v1/entity/opportunity:upsert",
  body: (id: string) => ({ unique_key: [ATTRIBUTE], entity: { [ATTRIBUTE]: id } }),
  accepts: (status: number) => status === 200 || status === 201,
};
