import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Context } from "@/server/context";
import { listDeliveries } from "@/server/delivery/list-deliveries";
import { addRelations } from "@/server/entity/change-relations";
import { createEntity } from "@/server/entity/create-entity";
import { deleteEntity } from "@/server/entity/delete-entity";
import { restoreEntity } from "@/server/entity/restore-entity";
import { updateEntity } from "@/server/entity/update-entity";
import { type AutomationStage, setAutomationStage } from "@/tests/support/automation-stage";
import { userActor } from "@/tests/support/test-context";
import { withTestDatabase } from "@/tests/support/test-database";

const database = withTestDatabase();
let stage: AutomationStage;
beforeEach(async () => {
  stage = await setAutomationStage(database.db);
});
afterEach(() => stage.close());

const ALL_PARTS = { hydrate_entity: true, include_relations: true, include_activity: true, include_changed_attributes: true };
const listen = (eventName: string) => stage.addWebhook({ eventName, eventType: typeOf(eventName), payloadConfiguration: ALL_PARTS });
const typeOf = (name: string) => (name === "CustomerRequest_Created" ? "customer_request_created" : name);
const create = (slug: string, body: object) => createEntity({ ctx: stage.ctx, input: { slug, body } });
const patch = (slug: string, id: string, body: object, by: Partial<Context> = {}) =>
  updateEntity({ ctx: { ...stage.ctx, ...by }, input: { slug, id, body, isPatch: true } });

/** Delivers what is due. Returns the payloads that arrived since the last time, each with the webhook's name for its event. */
async function arrived(): Promise<{ action: string; payload: Record<string, unknown> }[]> {
  const before = stage.sink.requests.length;
  await stage.settle();
  return stage.sink.requests
    .slice(before)
    .map(({ rawBody }) => JSON.parse(rawBody.toString()))
    .map((payload) => ({ action: payload.metadata.action as string, payload }))
    .sort((one, other) => (one.action < other.action ? -1 : 1));
}

describe("the built-in events of changes", () => {
  it("are as the entity's own: of a created submission with entity, activity and changed attributes, by any name of its type", async () => {
    await listen("CustomerRequest_Created");
    await listen("submission.created");
    const request = { source: "website", request_items: [{ product_id: "1", product_category: "solar" }] };
    const { _id } = await create("submission", { title: "Solar panels", customer_request: request });
    const [builtIn, own, ...others] = await arrived();
    expect(others).toEqual([]);
    expect([builtIn?.action, own?.action]).toEqual(["CustomerRequest_Created", "submission.created"]);
    expect(builtIn?.payload).toMatchObject({
      entity: { _id, _schema: "submission", _title: "Solar panels", customer_request: request },
      relations: [],
      activity: { type: "EntityCreated", operations: [{ operation: "createEntity", entity: _id }] },
      changed_attributes: { added: { title: "Solar panels" }, updated: {}, deleted: {} },
    });
    const withoutMetadata = ({ metadata: _metadata, ...content }: Record<string, unknown>) => content;
    expect(withoutMetadata(builtIn?.payload ?? {})).toEqual(withoutMetadata(own?.payload ?? {}));
    const { data } = await listDeliveries({ ctx: stage.ctx, input: { entityId: _id } });
    expect(data.map(({ event_name }) => event_name).sort()).toEqual(["customer_request_created", "submission.created"]);
  });

  it("of a product are two types: whoever listens to one hears that one, once", async () => {
    const { _id: id } = await create("product", { name: "Green power" });
    await listen("product.updated");
    await listen("product_updated");
    await patch("product", id, { name: "Green power 12" });
    const changed = await arrived();
    expect(changed.map(({ action }) => action)).toEqual(["product.updated", "product_updated"]);
    for (const { payload } of changed) expect(payload["changed_attributes"]).toMatchObject({ updated: { name: "Green power 12" } });

    const { _id: orderId } = await create("order", {});
    await addRelations({ ctx: stage.ctx, input: { slug: "product", id, relations: [{ entity_id: orderId, attribute: "orders" }] } });
    expect((await arrived()).map(({ action }) => action)).toEqual(["product.updated", "product_updated"]);
    await patch("product", id, { name: "Green power 12" });
    await deleteEntity({ ctx: stage.ctx, input: { slug: "product", id } });
    await restoreEntity({ ctx: stage.ctx, input: { slug: "product", id } });
    expect((await arrived()).map(({ action }) => action)).toEqual(["product.updated"]);
  });

  it("of a task comes when somebody completes it, and not when an automation does", async () => {
    await listen("automation_rule_triggered");
    const { _id: byHand } = await create("task", { title: "Sign", status: "open" });
    await patch("task", byHand, { status: "in_progress" });
    expect(await arrived()).toEqual([]);
    await patch("task", byHand, { status: "completed" }, { actor: userActor({ userId: "usr_1", role: "admin" }) });
    const [told, ...others] = await arrived();
    expect(others).toEqual([]);
    expect(told?.payload).toMatchObject({
      metadata: { user_id: "usr_1" },
      entity: { _id: byHand, status: "completed" },
      activity: { operations: [{ diff: { updated: { status: "in_progress" } } }] },
    });

    const { _id: opportunity } = await create("opportunity", { status: "open" });
    const { _id: task } = await create("task", { title: "By the automation", status: "open" });
    await stage.addFlow({
      triggers: [{ type: "entity_operation", configuration: { schema: "opportunity", operations: ["updateEntity"] } }],
      actions: [
        {
          type: "map-entity",
          config: {
            target_schema: "task",
            target_unique: ["title"],
            mapping_attributes: [
              { target: "title", mode: "set_value", value: "By the automation" },
              { target: "status", mode: "set_value", value: "completed" },
            ],
          },
        },
      ],
    });
    await stage.change(opportunity, { status: "won" });
    expect(await arrived()).toEqual([]);
    const row = await database.db.entity.findFirstOrThrow({ where: { organizationId: stage.organizationId, id: task } });
    expect(row.data).toMatchObject({ status: "completed" });
  });

  it("are written in the transaction of the change: none is there where it fails", async () => {
    const { _id: id } = await create("product", { name: "Green power" });
    const failing = { plan: async () => () => Promise.reject(new Error("It does not work.")) };
    const ctx = { ...stage.ctx, entityListeners: [failing] };
    const input = { slug: "product", id, body: { name: "Other" }, isPatch: true };
    await expect(updateEntity({ ctx, input })).rejects.toThrow("It does not work.");
    const names = await database.db.event.findMany({ where: { organizationId: stage.organizationId }, select: { eventName: true } });
    expect(names).toEqual([{ eventName: "product.created" }]);
  });

  it("start automations that listen to them, by any name of their type", async () => {
    const listening = (event_name: string, entity_schema: string) => ({
      triggers: [{ type: "event_catalog", configuration: { event_name, event_version: "1.0", entity_node_id: "entity", entity_schema } }],
      actions: [],
    });
    const flowId = await stage.addFlow(listening("CustomerRequest_Created", "submission"));
    await stage.addFlow(listening("product_updated", "product"));
    const { _id } = await create("submission", { title: "Heat pump" });
    expect(await stage.latest()).toMatchObject({
      flow_id: flowId,
      entity_id: _id,
      trigger_event: { event_name: "CustomerRequest_Created" },
    });
    expect(await stage.executionIds()).toHaveLength(1);
  });
});
