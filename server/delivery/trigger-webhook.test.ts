import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { triggerWebhook } from "@/server/delivery/trigger-webhook";
import { type DeliveryStage, setDeliveryStage } from "@/tests/support/delivery-stage";
import { createTestContext, recordJobs } from "@/tests/support/test-context";
import { withTestDatabase } from "@/tests/support/test-database";
import { makeOrganization } from "@/tests/support/test-rows";

const database = withTestDatabase();
let stage: DeliveryStage;
beforeEach(async () => {
  stage = await setDeliveryStage(database.db);
});
afterEach(() => stage.close());

const contextOf = (organizationId: string) => createTestContext({ db: database.db, organizationId });
const trigger = (configId: string, payload: unknown) =>
  triggerWebhook({ ctx: contextOf(stage.organizationId), input: { configId, payload } });

async function expectNothingRecorded() {
  expect(await stage.deliveries()).toEqual([]);
  expect(await database.db.event.count({ where: { organizationId: stage.organizationId } })).toBe(0);
}

describe("triggerWebhook", () => {
  it("queues one delivery to this webhook alone, and answers its id", async () => {
    const { id } = await stage.addWebhook({ eventName: "CustomerRequest_Created", eventType: "customer_request_created" });
    await stage.addWebhook({ eventName: "customer_request_created", eventType: "customer_request_created" });
    const jobs = recordJobs();
    const ctx = createTestContext({ db: database.db, organizationId: stage.organizationId, jobs });
    const answer = await triggerWebhook({ ctx, input: { configId: id, payload: { metadata: {} } } });
    expect(answer).toEqual({ event_id: expect.stringMatching(/^dlv_/), message: "queued", start_date: expect.stringMatching(/Z$/) });
    expect(await stage.onlyDelivery()).toMatchObject({
      id: answer.event_id,
      webhookId: id,
      source: "trigger",
      status: "in_progress",
      eventName: "CustomerRequest_Created",
    });
    expect(await database.db.event.findMany({ where: { organizationId: stage.organizationId } })).toMatchObject([
      { eventName: "CustomerRequest_Created", eventType: "customer_request_created" },
    ]);
    expect(jobs.sent).toEqual([{ name: "webhook/deliveries.due" }]);
  });

  it("sends the caller's payload with complete metadata and without changed attributes", async () => {
    const { id } = await stage.addWebhook();
    await trigger(id, {
      note: "hi",
      changed_attributes: { added: {}, updated: {}, deleted: {} },
      relations: [{ _id: "r" }],
      entity: { a: 1 },
      metadata: { organization_id: stage.organizationId, action: "Manual", user_id: "u1" },
    });
    await stage.deliverer.deliverBatch();
    const body = JSON.parse(stage.sink.requests[0]?.rawBody ?? "");
    expect(Object.keys(body)).toEqual(["metadata", "entity", "relations", "note"]);
    expect(body).toMatchObject({
      entity: { a: 1 },
      note: "hi",
      metadata: { organization_id: stage.organizationId, action: "Manual", user_id: "u1", webhook_id: id, webhook_name: "Hook" },
    });
  });

  it("refuses a disabled or incomplete webhook, and records nothing", async () => {
    const disabled = await stage.addWebhook({ enabled: false });
    const incomplete = await stage.addWebhook({ url: null });
    await expect(trigger(disabled.id, { metadata: {} })).rejects.toMatchObject({
      code: "invalid_input",
      message: expect.stringContaining("disabled"),
      faults: [{ path: "configId", message: expect.stringContaining("disabled") }],
    });
    await expect(trigger(incomplete.id, { metadata: {} })).rejects.toMatchObject({
      code: "invalid_input",
      message: expect.stringContaining("incomplete"),
      faults: [{ path: "configId", message: expect.stringContaining("incomplete") }],
    });
    await expectNothingRecorded();
  });

  it("does not know an unknown, a deleted or another organization's webhook", async () => {
    const deleted = await stage.addWebhook({ deletedAt: new Date() });
    const { id } = await stage.addWebhook();
    const theirs = await makeOrganization(database.db);
    await expect(trigger("nope", { metadata: {} })).rejects.toMatchObject({ code: "not_found" });
    await expect(trigger(deleted.id, { metadata: {} })).rejects.toMatchObject({ code: "not_found" });
    await expect(triggerWebhook({ ctx: contextOf(theirs), input: { configId: id, payload: { metadata: {} } } })).rejects.toMatchObject({
      code: "not_found",
    });
    await expectNothingRecorded();
  });

  it("refuses a payload without metadata, and one of another organization", async () => {
    const { id } = await stage.addWebhook();
    await expect(trigger(id, { entity: {} })).rejects.toMatchObject({ code: "invalid_input" });
    await expect(trigger(id, { metadata: { organization_id: "other" } })).rejects.toMatchObject({ code: "invalid_input" });
    await expectNothingRecorded();
  });

  it("needs the scope publish", async () => {
    const { id } = await stage.addWebhook();
    const ctx = createTestContext({ db: database.db, organizationId: stage.organizationId, scopes: ["read", "write"] });
    await expect(triggerWebhook({ ctx, input: { configId: id, payload: { metadata: {} } } })).rejects.toMatchObject({ code: "forbidden" });
  });
});
