import { beforeEach, expect, it } from "vitest";
import { ExactNumber } from "@/domain/json/exact-number";
import { inferEventSchema } from "@/server/event-type/infer-event-schema";
import { readEventSamples } from "@/server/event-type/read-event-samples";
import { createWebhook } from "@/server/webhook/create-webhook";
import { type DeliveryStage, setDeliveryStage } from "@/tests/support/delivery-stage";
import { createTestContext } from "@/tests/support/test-context";
import { withTestDatabase } from "@/tests/support/test-database";

const database = withTestDatabase();
let stage: DeliveryStage;
beforeEach(async () => {
  stage = await setDeliveryStage(database.db);
  return () => stage.close();
});

const contextOf = (organizationId: string) => createTestContext({ db: database.db, organizationId });

it("an event type's samples are its fields, as its schema and its latest events have them, and these events, newest first", async () => {
  const ctx = contextOf(stage.organizationId);
  await createWebhook({ ctx, input: { eventName: "product_updated", url: `${stage.sink.url}/hook` } });
  expect((await readEventSamples({ ctx, input: { name: "product_updated" } })).events).toEqual([]);
  await stage.publish(1, { _title: "First", mood: "calm" });
  const { events } = await stage.publish(1, { _title: "Second", mood: "wild" });
  const samples = await readEventSamples({ ctx, input: { name: "product_updated" } });
  expect(samples.events.map(({ title }) => title)).toEqual(["Second", "First"]);
  expect(samples.events.map(({ event_id }) => event_id)).toContain(events[0]?.event_id);
  const mood = samples.fields.find(({ path }) => path === "entity.mood");
  expect(mood).toMatchObject({ type: "string", values: expect.arrayContaining(["calm", "wild"]) });
  expect(samples.fields.map(({ path }) => path)).toContain("entity.description");
  expect((await inferEventSchema({ ctx, input: { name: "product_updated", from: null } })).event_ids).toHaveLength(2);
});

it("an event type's samples have the digits of its events' numbers, and the schema that they give has plain types", async () => {
  const ctx = contextOf(stage.organizationId);
  await createWebhook({ ctx, input: { eventName: "product_updated", url: `${stage.sink.url}/hook` } });
  await stage.publish(1, { _id: new ExactNumber("1152921504606846977"), price: new ExactNumber("19.90"), count: new ExactNumber("1.0") });
  const samples = await readEventSamples({ ctx, input: { name: "product_updated" } });
  expect(samples.events).toMatchObject([{ title: "1152921504606846977" }]);
  const valuesOf = (path: string) => samples.fields.find((field) => field.path === path)?.values;
  expect([valuesOf("entity._id"), valuesOf("entity.price")]).toEqual([
    expect.arrayContaining(["1152921504606846977"]),
    expect.arrayContaining(["19.90"]),
  ]);
  const types = { _id: { type: "integer" }, price: { type: "number" }, count: { type: "integer" } };
  const event_id = (await database.db.event.findFirstOrThrow({ where: { organizationId: stage.organizationId } })).id;
  for (const from of [null, { event_id }]) {
    const { schema } = await inferEventSchema({ ctx, input: { name: "product_updated", from } });
    expect(schema).toMatchObject({ properties: { entity: { properties: types } } });
  }
});

it("another organization's events are in nobody else's samples", async () => {
  const ctx = contextOf(stage.organizationId);
  await createWebhook({ ctx, input: { eventName: "product_updated", url: `${stage.sink.url}/hook` } });
  await stage.publish(1, { only: "here" });
  const other = await setDeliveryStage(database.db);
  const samples = await readEventSamples({ ctx: contextOf(other.organizationId), input: { name: "product_updated" } });
  expect(samples.events).toEqual([]);
  expect(samples.fields.map(({ path }) => path)).not.toContain("entity.only");
  await other.close();
});
