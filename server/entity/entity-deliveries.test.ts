import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Context } from "@/server/context";
import { replayDelivery } from "@/server/delivery/replay-delivery";
import { createEntity } from "@/server/entity/create-entity";
import { deleteEntity } from "@/server/entity/delete-entity";
import { updateEntity } from "@/server/entity/update-entity";
import { previewWebhook } from "@/server/webhook/preview-webhook";
import { type DeliveryStage, setDeliveryStage } from "@/tests/support/delivery-stage";
import { createTestContext } from "@/tests/support/test-context";
import { withTestDatabase } from "@/tests/support/test-database";
import type { WebhookValues } from "@/tests/support/test-rows";

const database = withTestDatabase();
let stage: DeliveryStage;
let ctx: Context;

beforeEach(async () => {
  stage = await setDeliveryStage(database.db);
  ctx = createTestContext({ db: database.db, organizationId: stage.organizationId });
});
afterEach(() => stage.close());

const create = (slug: string, body: object) => createEntity({ ctx, input: { slug, body } });
const patch = (slug: string, id: unknown, body: object) => updateEntity({ ctx, input: { slug, id, body, isPatch: true } });
const all = { hydrate_entity: true, include_relations: true, include_activity: true, include_changed_attributes: true, custom_headers: {} };
const listen = (values: WebhookValues = {}) => stage.addWebhook({ eventName: "opportunity.updated", payloadConfiguration: all, ...values });
const sent = () => stage.sink.requests.map(({ rawBody }) => JSON.parse(rawBody.toString()) as Record<string, Record<string, unknown>>);

/** Creates an opportunity of a contact, without anybody listening yet. */
async function makeOpportunity(values: object = {}) {
  const contact = await create("contact", { first_name: "Ada", last_name: "Okafor" });
  const contacts = { $relation: [{ entity_id: contact._id, _tags: ["buyer"] }] };
  const opportunity = await create("opportunity", { opportunity_title: "Heat pump", status: "open", contacts, ...values });
  return { contact, opportunity };
}

describe("a delivery of a changed entity", () => {
  it("has entity, hydrated relations, activity and changed attributes, in this order", async () => {
    const { contact, opportunity } = await makeOpportunity();
    await listen();
    await patch("contact", contact._id, { first_name: "Bea" });
    await patch("opportunity", opportunity._id, { status: "won" });
    await stage.deliverer.deliverBatch();
    const [payload] = sent();
    expect(Object.keys(payload ?? {})).toEqual(["metadata", "entity", "relations", "activity", "changed_attributes"]);
    const relation = { entity_id: contact._id, attribute: "contacts", _schema: "contact", _tags: ["buyer"] };
    expect(payload).toMatchObject({
      metadata: { action: "opportunity.updated", relations_read_at: expect.any(String) },
      entity: { _id: opportunity._id, status: "won" },
      relations: [{ $relation: relation, _id: contact._id, _schema: "contact", _title: "Bea Okafor", first_name: "Bea" }],
      activity: { type: "EntityUpdated", operations: [{ operation: "updateEntity", diff: { updated: { status: "open" } } }] },
      changed_attributes: { added: {}, updated: { status: "won" }, deleted: {} },
    });
    expect(payload?.["metadata"]).not.toHaveProperty("relations_omitted");
    expect(JSON.stringify(payload)).not.toContain("reads_relations");
  });

  it("has an empty list where it relates to nothing that is still there, and says how many found no room", async () => {
    const { contact, opportunity } = await makeOpportunity();
    const more = Array.from({ length: 102 }, () => ({ entity_id: contact._id }));
    await listen();
    await patch("opportunity", opportunity._id, { others: { $relation: more } });
    await stage.deliverer.deliverBatch();
    expect(sent()[0]).toMatchObject({ metadata: { relations_omitted: 3 }, relations: { length: 100 } });
    await deleteEntity({ ctx, input: { slug: "contact", id: contact._id } });
    await patch("opportunity", opportunity._id, { others: "none" });
    await stage.deliverer.deliverBatch();
    expect(sent()[1]).toMatchObject({ relations: [] });
  });

  it("has the previous values in the event-object format, where nothing is hydrated", async () => {
    const { opportunity } = await makeOpportunity();
    await listen({ payloadFormat: "event_object" });
    await patch("opportunity", opportunity._id, { status: "won", amount: 5 });
    await stage.deliverer.deliverBatch();
    expect(sent()).toEqual([
      { eventType: "opportunity.updated", data: expect.objectContaining({ status: "won" }), previousAttributes: { status: "open" } },
    ]);
  });

  it("is filtered by the relations as they are when the payload is built, and by the activity", async () => {
    const { contact, opportunity } = await makeOpportunity();
    const condition = (field: string, value: string) => ({
      filterConditions: { conditions: [{ field, operation: "equals", values: [value] }], logical_operator: "AND" as const },
    });
    const expression = {
      conditions: [{ jsonata_expression: "$count(relations[first_name = 'Bea']) = 1" }],
      logical_operator: "AND" as const,
    };
    const wanted = await listen(condition("relations.first_name", "Bea"));
    const unwanted = await listen(condition("relations.first_name", "Ada"));
    const ofActivity = await listen(condition("activity.type", "EntityUpdated"));
    const notOfActivity = await listen(condition("activity.type", "EntityCreated"));
    const byExpression = await listen({ filterConditions: expression });
    await patch("opportunity", opportunity._id, { status: "won" });
    await patch("contact", contact._id, { first_name: "Bea" });
    await stage.deliverer.deliverBatch();
    const statuses = new Map((await stage.deliveries()).map(({ webhookId, status }) => [webhookId, status]));
    const statusOf = ({ id }: { id: string }) => statuses.get(id);
    expect([wanted, unwanted, ofActivity, notOfActivity, byExpression].map(statusOf)).toEqual([
      ...["succeeded", "skipped", "succeeded", "skipped", "succeeded"],
    ]);
  });

  it("is replayed with the relations of the first time, or read again where the payload is built again, and says so", async () => {
    const { contact, opportunity } = await makeOpportunity();
    const { id: configId } = await listen();
    await patch("opportunity", opportunity._id, { status: "won" });
    await stage.deliverer.deliverBatch();
    const { id: eventId } = await stage.onlyDelivery();
    await patch("contact", contact._id, { first_name: "Bea" });
    for (const reapply_transform of [false, true]) {
      await replayDelivery({ ctx, input: { configId, eventId, reapply_transform } });
      await stage.deliverer.deliverBatch();
    }
    const [first, same, again] = sent();
    expect(same).toEqual(first);
    expect(again).toMatchObject({ entity: { status: "won" }, relations: [{ first_name: "Bea" }] });
    const readAt = (payload: typeof first) => Date.parse(String(payload?.["metadata"]?.["relations_read_at"]));
    expect(readAt(again)).toBeGreaterThan(readAt(first));
  });

  it("is previewed with its relations", async () => {
    const { opportunity } = await makeOpportunity();
    const { id: configId } = await listen();
    await patch("opportunity", opportunity._id, { status: "won" });
    const { id: event_id } = await stage.onlyDelivery();
    const { payload } = await previewWebhook({ ctx, input: { configId, event_id } });
    expect(JSON.parse(payload)).toMatchObject({ entity: { status: "won" }, relations: [{ first_name: "Ada" }] });
  });
});
