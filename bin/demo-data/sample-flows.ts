/** The names of the demo's automations, by which the story finds them. */
export const ORDER_FLOW = "Won opportunity becomes an order";
export const SUPPORT_FLOW = "New submission goes to the support desk";
export const REMINDER_FLOW = "Remind of an offer after three days";

/** The webhook that the demo's automations wait for. Nothing but automations calls it. */
export const ORDER_DESK = {
  name: "Order desk",
  eventName: "automation_trigger_webhook",
  url: "https://orders.example.com/hooks/won",
  auth: { authType: "API_KEY", apiKeyConfig: { keyName: "X-Order-Key", keyValue: "demo-only-7f31" } },
  payloadConfiguration: { include_relations: true, include_activity: true, include_changed_attributes: true },
} as const;

const copy = (target: string, source: string) => ({ target, operation: { _copy: source } });
const set = (target: string, value: unknown) => ({ target, operation: { _set: value } });
/** Relates the record that is made to the one that the automation runs for. */
const relateBack = (target: string) => ({ target, operation: { $relation: [{ entity_id: { _copy: "_id" } }] } });

function updates(schema: string, status: string): object {
  const filter = { payload: { status: [status] }, diff: { updated: { status: [{ exists: true }] } } };
  return {
    type: "entity_operation",
    configuration: { schema, operations: ["updateEntity"], filter_config: { operation: filter } },
  };
}

function makeTask(name: string, title: string, rest: object = {}): object {
  const mapping_attributes = [set("title", title), set("status", "open"), set("priority", "high"), relateBack("related")];
  return { type: "map-entity", name, config: { target_schema: "task", mapping_attributes }, ...rest };
}

function callAndWait(name: string, target_webhook_id: string): object {
  return { type: "trigger-webhook", name, config: { target_webhook_id, sync: true } };
}

/** Returns the demo's automations. `webhookIds` names the webhooks that they call. */
export function sampleFlows(webhookIds: { orderDesk: string; supportDesk: string }): object[] {
  return [
    {
      flow_name: ORDER_FLOW,
      entity_schema: "opportunity",
      triggers: [updates("opportunity", "won"), { type: "entity_manual", configuration: { schema: "opportunity" } }],
      actions: [
        {
          type: "map-entity",
          name: "Make the order",
          config: {
            target_schema: "order",
            mapping_attributes: [
              ...[copy("order_number", "opportunity_number"), set("status", "placed"), copy("total", "amount")],
              ...[copy("customer", "customer"), copy("products", "products"), relateBack("opportunity")],
            ],
          },
        },
        callAndWait("Ask the order desk", webhookIds.orderDesk),
        makeTask("Arrange the delivery", "Arrange the delivery with the customer"),
      ],
      max_executions: { count: 100, window: "PT1M" },
    },
    {
      flow_name: SUPPORT_FLOW,
      entity_schema: "submission",
      triggers: [{ type: "entity_operation", configuration: { schema: "submission", operations: ["createEntity"] } }],
      actions: [
        makeTask("Make a task", "Answer the submission"),
        callAndWait("Open a ticket", webhookIds.supportDesk),
        {
          type: "map-entity",
          name: "Take it into work",
          config: {
            target_schema: "submission",
            target_unique: ["_id"],
            mapping_attributes: [copy("_id", "_id"), set("status", "in_progress")],
          },
        },
      ],
    },
    {
      flow_name: REMINDER_FLOW,
      entity_schema: "opportunity",
      triggers: [updates("opportunity", "in_progress")],
      schedules: [
        {
          id: "three-days",
          source: { id: "start", origin: "automation" },
          ...{ numberOfUnits: 3, timePeriod: "days", timeRelation: "after" },
        },
      ],
      conditions: [
        {
          id: "still-open",
          schedule_id: "three-days",
          statements: [
            {
              id: "status",
              source: { origin: "trigger", originType: "entity", schema: "opportunity", attribute: "status" },
              ...{ operation: "equals", values: ["in_progress"] },
            },
          ],
        },
      ],
      actions: [makeTask("Make a task", "Call back about the offer", { condition_id: "still-open" })],
    },
  ];
}
