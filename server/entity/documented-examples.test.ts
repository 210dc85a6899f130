import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Context } from "@/server/context";
import { createEntity } from "@/server/entity/create-entity";
import { deleteEntity } from "@/server/entity/delete-entity";
import { updateEntity } from "@/server/entity/update-entity";
import { type DeliveryStage, setDeliveryStage } from "@/tests/support/delivery-stage";
import { createTestContext } from "@/tests/support/test-context";
import { withTestDatabase } from "@/tests/support/test-database";

const database = withTestDatabase();
let stage: DeliveryStage;
let ctx: Context;

beforeEach(async () => {
  stage = await setDeliveryStage(database.db);
  ctx = createTestContext({ db: database.db, organizationId: stage.organizationId });
});
afterEach(() => stage.close());

const create = (slug: string, body: object) => createEntity({ ctx, input: { slug, body } });
const patch = (slug: string, id: string, body: object) => updateEntity({ ctx, input: { slug, id, body, isPatch: true } });

/** Delivers what is due. Returns the texts that the receiver got, in the order of their events. */
async function receivedTexts(): Promise<string[]> {
  await stage.deliverer.deliverBatch();
  const texts = stage.sink.requests.map(({ rawBody, headers }) => ({ text: rawBody.toString(), id: String(headers["webhook-id"]) }));
  return texts.sort((one, other) => (one.id < other.id ? -1 : 1)).map(({ text }) => text);
}

describe("the documented payload", () => {
  it("is made by an opportunity's change: metadata, entity, relations, activity, changed attributes, in this order", async () => {
    const payloadConfiguration = {
      hydrate_entity: true,
      include_relations: true,
      include_activity: true,
      include_changed_attributes: true,
    };
    const contact = await create("contact", { first_name: "Ada", last_name: "Okafor" });
    const customer = { $relation: [{ entity_id: contact._id, _tags: ["buyer"] }] };
    const opportunity = await create("opportunity", { opportunity_title: "Heat pump, Cologne", status: "open", source: "phone", customer });
    const { id: webhookId } = await stage.addWebhook({ eventName: "opportunity.updated", payloadConfiguration });
    const changed = await patch("opportunity", opportunity._id, { status: "won", lost_reason: null });
    const [text = "", ...others] = await receivedTexts();
    expect(others).toEqual([]);
    const payload = JSON.parse(text);
    expect(text).toBe(JSON.stringify(payload));
    expect(Object.keys(payload)).toEqual(["metadata", "entity", "relations", "activity", "changed_attributes"]);
    expect(payload.metadata).toMatchObject({ organization_id: stage.organizationId, webhook_id: webhookId, action: "opportunity.updated" });
    expect(payload.entity).toEqual(changed);
    expect(Object.keys(payload.entity)).toEqual([
      ...["_id", "_org", "_schema", "_title", "_created_at", "_updated_at"],
      ...["opportunity_title", "status", "source", "customer", "lost_reason"],
    ]);
    const relation = { entity_id: contact._id, attribute: "customer", _schema: "contact", _tags: ["buyer"] };
    expect(payload.relations).toEqual([{ $relation: relation, ...contact }]);
    expect(Object.keys(payload.activity)).toEqual([
      ...["_id", "timestamp", "type", "title", "message", "payload", "caller", "operations_total", "operations"],
    ]);
    expect(payload.activity).toMatchObject({ type: "EntityUpdated", operations_total: 1, operations: [{ entity: opportunity._id }] });
    expect(Object.keys(payload.activity.operations[0])).toEqual([
      ...["entity", "org", "activity_id", "activity_type", "operation", "params", "payload", "diff"],
    ]);
    const diff = '{"added":{"lost_reason":null},"updated":{"status":"open"},"deleted":{}}';
    expect(JSON.stringify(payload.activity.operations[0].diff)).toBe(diff);
    expect(JSON.stringify(payload.changed_attributes)).toBe('{"added":{"lost_reason":null},"updated":{"status":"won"},"deleted":{}}');
  });
});

describe("the documented event object", () => {
  /** The example's client, in another order than the example has it. */
  const CLIENT = {
    ...{ status: "active", object: "client", givenName: "Sample", familyName: "Client", email: "client@example.com" },
    ...{ companyId: "d000c9b4-a323-4386-aeba-0e8d7a787138", createdAt: "2023-07-06T20:40:23.398161346Z", avatarImageUrl: "" },
    ...{
      creationMethod: "internalUser",
      inviteUrl: "https://portal.example.com/u/VW8VIQ94R",
      customFields: { tags: ["myTag1", "myTag2"] },
    },
    ...{ firstLoginDate: "2024-03-14T20:07:58.087717952Z", lastLoginDate: "2024-03-14T20:07:58.087717952Z" },
  };

  /** Returns the example's `data`, letter for letter, of the client with this id. */
  function dataText(id: string, { familyName = "Client", tags = ["myTag1", "myTag2"] } = {}): string {
    return [
      '{"avatarImageUrl":"","companyId":"d000c9b4-a323-4386-aeba-0e8d7a787138","createdAt":"2023-07-06T20:40:23.398161346Z",',
      `"creationMethod":"internalUser","customFields":{"tags":${JSON.stringify(tags)}},"email":"client@example.com",`,
      `"familyName":"${familyName}","firstLoginDate":"2024-03-14T20:07:58.087717952Z","givenName":"Sample","id":"${id}",`,
      '"inviteUrl":"https://portal.example.com/u/VW8VIQ94R","lastLoginDate":"2024-03-14T20:07:58.087717952Z","object":"client","status":"active"}',
    ].join("");
  }

  it("is made by a client's changes, letter for letter, with the previous value of each changed property", async () => {
    for (const action of ["created", "updated", "deleted"])
      await stage.addWebhook({ eventName: `client.${action}`, payloadFormat: "event_object" });
    const { _id: id } = await create("client", CLIENT);
    const tags = ["myTag1", "myTag2", "newtagupdate"];
    await patch("client", id, { customFields: { tags } });
    await patch("client", id, { familyName: "ClientUpdate2" });
    await deleteEntity({ ctx, input: { slug: "client", id } });
    const renamed = dataText(id, { tags, familyName: "ClientUpdate2" });
    expect(await receivedTexts()).toEqual([
      `{"eventType":"client.created","data":${dataText(id)}}`,
      `{"eventType":"client.updated","data":${dataText(id, { tags })},"previousAttributes":{"customFields":{"tags":["myTag1","myTag2"]}}}`,
      `{"eventType":"client.updated","data":${renamed},"previousAttributes":{"familyName":"Client"}}`,
      `{"eventType":"client.deleted","data":${renamed}}`,
    ]);
  });

  it("has null for a property that had no value before, also within another", async () => {
    const { _id: id } = await create("client", { givenName: "Sample", customFields: { tier: "gold", seats: 2 } });
    await stage.addWebhook({ eventName: "client.updated", payloadFormat: "event_object" });
    await updateEntity({
      ctx,
      input: { slug: "client", id, body: { email: "a@example.com", customFields: { tier: "gold", tags: ["a"] } }, isPatch: false },
    });
    const [text = ""] = await receivedTexts();
    expect(JSON.parse(text)).toEqual({
      eventType: "client.updated",
      data: { customFields: { tier: "gold", tags: ["a"] }, email: "a@example.com", id, object: "client" },
      previousAttributes: { givenName: "Sample", customFields: { seats: 2, tags: null }, email: null },
    });
  });
});
