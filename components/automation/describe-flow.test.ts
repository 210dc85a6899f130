import { expect, it } from "vitest";
import { describeFlow, type FlowNames, sentenceOf } from "@/components/automation/describe-flow";
import { EMPTY_FLOW, type FlowDocument } from "@/components/automation/flow-document";
import { flowInput, toDefinition } from "@/domain/automation/flow";

const names: FlowNames = {
  schemas: { opportunity: "Opportunity", contact: "Contact" },
  events: { product_updated: "Product updated" },
  webhooks: { w1: "Shop" },
};

function say(flow: object): string {
  const parsed = flowInput.parse({ flow_name: "A", triggers: [], actions: [], ...flow });
  const document: FlowDocument = { ...EMPTY_FLOW, ...toDefinition(parsed) };
  return sentenceOf(describeFlow(document, names));
}

const changed = { schema: "opportunity", operations: ["updateEntity"] };
const call = { type: "trigger-webhook", config: { target_webhook_id: "w1", sync: true } };
const won = { id: "c", statements: [{ source: { attribute: "status", attributeType: "status" }, operation: "equals", values: ["won"] }] };

it("says when, if and then in one sentence", () => {
  const filter_config = { operation: { diff: { updated: { status: ["open"] } }, payload: { status: ["won"] } } };
  expect(say({ triggers: [{ type: "entity_operation", configuration: { ...changed, filter_config } }], actions: [call] })).toBe(
    "When an Opportunity is updated and status changes from open to won, then call “Shop” and wait for the response.",
  );
  expect(
    say({
      triggers: [{ type: "entity_operation", configuration: { operations: ["createEntity", "updateEntity", "relationsAdded"] } }],
      trigger_conditions: [{ source: "amount", comparison: "not_empty" }],
      conditions: [won],
      actions: [
        { ...call, condition_id: "c" },
        { type: "trigger-event", condition_id: "c", config: { event_name: "product_updated" } },
      ],
    }),
  ).toBe(
    "When a record is created or updated or gets relations, if amount has a value and status is won, " +
      "then call “Shop” and wait for the response, then publish “Product updated”.",
  );
});

it("says a condition with its action where others have none, and for how long it waits", () => {
  const schedules = [{ id: "s", source: { id: "x", origin: "automation" }, numberOfUnits: 3, timePeriod: "days", timeRelation: "after" }];
  const map = { type: "map-entity", condition_id: "c", schedule_id: "s", config: { target_schema: "contact", target_unique: ["email"] } };
  expect(say({ triggers: [{ type: "entity_manual", configuration: {} }], conditions: [won], schedules, actions: [call, map] })).toBe(
    "When somebody runs it on a record, then call “Shop” and wait for the response, " +
      "then if status is won, 3 days after the start, create or change a Contact.",
  );
});

it("says each kind of trigger, any of which starts it, and what is not there any more", () => {
  const node = { event_version: "1.0", entity_node_id: "entity", entity_schema: "contact" };
  const triggers = [
    { type: "event_catalog", configuration: { event_name: "product_updated", ...node } },
    { type: "activity", configuration: { schema: "contact", types: ["OrderPlaced"] } },
  ];
  const gone = { type: "trigger-webhook", config: { target_webhook_id: "w9" } };
  expect(say({ triggers, actions: [gone] })).toBe(
    "When the event “Product updated” is published, or the activity “OrderPlaced” happens on a Contact, then call a deleted webhook.",
  );
  expect(say({})).toBe("When nothing starts it, then do nothing.");
});
