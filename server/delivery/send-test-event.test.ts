import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { sendTestEvent } from "@/server/delivery/send-test-event";
import { type DeliveryStage, setDeliveryStage } from "@/tests/support/delivery-stage";
import { createTestContext } from "@/tests/support/test-context";
import { withTestDatabase } from "@/tests/support/test-database";
import { makeOrganization } from "@/tests/support/test-rows";

const database = withTestDatabase();
let stage: DeliveryStage;
beforeEach(async () => {
  stage = await setDeliveryStage(database.db);
});
afterEach(() => stage.close());

const contextOf = (organizationId: string) => createTestContext({ db: database.db, organizationId });
const sendTo = (configId: string) => sendTestEvent({ ctx: contextOf(stage.organizationId), input: { configId } });

describe("sendTestEvent", () => {
  it("sends the example of the event's type to this webhook alone, though its filter would not let it through", async () => {
    const filter = { keyToFilter: "entity._id", supportedValues: ["no such"] };
    const { id } = await stage.addWebhook({ eventName: "client.updated", eventType: "client.updated", filter });
    await stage.addWebhook({ eventName: "client.updated", eventType: "client.updated" });
    const { deliveryId } = await sendTo(id);
    await stage.deliverer.deliverBatch();
    expect(await stage.onlyDelivery()).toMatchObject({ id: deliveryId, webhookId: id, source: "trigger" });
    const body = JSON.parse(stage.sink.requests[0]?.rawBody ?? "");
    expect(Object.keys(body)).toEqual(["metadata", "entity"]);
    expect(Object.keys(body.entity).length).toBeGreaterThan(0);
  });

  it("refuses a webhook that is disabled, and another organization's", async () => {
    const { id } = await stage.addWebhook({ enabled: false });
    await expect(sendTo(id)).rejects.toMatchObject({ code: "invalid_input" });
    const organizationId = await makeOrganization(database.db);
    await expect(sendTestEvent({ ctx: contextOf(organizationId), input: { configId: id } })).rejects.toMatchObject({ code: "not_found" });
    expect(await stage.deliveries()).toEqual([]);
  });
});
