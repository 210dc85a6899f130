import { describe, expect, it } from "vitest";
import { buildPayload, type PayloadSettings } from "@/domain/payload/build-payload";

const payloadConfiguration = { hydrate_entity: true, include_relations: false, include_activity: false, include_changed_attributes: false };
const envelope: PayloadSettings = { payloadFormat: "entity_envelope", payloadConfiguration };
const eventObject: PayloadSettings = { payloadFormat: "event_object", payloadConfiguration };
const metadata = {
  organization_id: "739224",
  action: "client.updated",
  creation_timestamp: "2026-03-01T12:00:00.000Z",
  webhook_id: "wh1",
  webhook_name: "Hook",
  correlation_id: "evt_1",
};
const text = (input: Partial<Parameters<typeof buildPayload>[0]>) =>
  JSON.stringify(buildPayload({ eventName: "client.updated", metadata, content: {}, isTrigger: false, settings: envelope, ...input }));

const client = {
  avatarImageUrl: "",
  companyId: "d000c9b4-a323-4386-aeba-0e8d7a787138",
  createdAt: "2023-07-06T20:40:23.398161346Z",
  creationMethod: "internalUser",
  customFields: { tags: ["myTag1", "myTag2", "newtagupdate"] },
  email: "client@example.com",
  familyName: "Client",
  firstLoginDate: "2024-03-14T20:07:58.087717952Z",
  givenName: "Sample",
  id: "6815623f-2661-4954-a42f-f68766dec711",
  inviteUrl: "https://samplecompany.example.com/u/VW8VIQ94R",
  lastLoginDate: "2024-03-14T20:07:58.087717952Z",
  object: "client",
  status: "active",
};
const CLIENT_TEXT =
  '{"avatarImageUrl":"","companyId":"d000c9b4-a323-4386-aeba-0e8d7a787138","createdAt":"2023-07-06T20:40:23.398161346Z","creationMethod":"internalUser","customFields":{"tags":["myTag1","myTag2","newtagupdate"]},"email":"client@example.com","familyName":"Client","firstLoginDate":"2024-03-14T20:07:58.087717952Z","givenName":"Sample","id":"6815623f-2661-4954-a42f-f68766dec711","inviteUrl":"https://samplecompany.example.com/u/VW8VIQ94R","lastLoginDate":"2024-03-14T20:07:58.087717952Z","object":"client","status":"active"}';

describe("the event-object format", () => {
  it("carries the type and the resource", () => {
    expect(text({ settings: eventObject, content: { entity: client } })).toBe(`{"eventType":"client.updated","data":${CLIENT_TEXT}}`);
  });

  it("carries previous attributes at the top level, whatever the toggles", () => {
    const content = { previous_attributes: { customFields: { tags: ["myTag1", "myTag2"] } }, entity: client };
    const settings = { ...eventObject, payloadConfiguration: { ...payloadConfiguration, hydrate_entity: false } };
    expect(text({ settings, content })).toBe(
      `{"eventType":"client.updated","data":${CLIENT_TEXT},"previousAttributes":{"customFields":{"tags":["myTag1","myTag2"]}}}`,
    );
  });

  it("makes up no previous attributes of changed ones, which do not tell them", () => {
    const changed_attributes = { added: {}, updated: { email: "client@example.com" }, deleted: {} };
    expect(Object.keys(JSON.parse(text({ settings: eventObject, content: { entity: client, changed_attributes } })))).toEqual([
      "eventType",
      "data",
    ]);
  });

  it("gives an event without a resource an empty one", () => {
    expect(text({ settings: eventObject })).toBe('{"eventType":"client.updated","data":{}}');
  });

  it("carries what the caller of a trigger gave, but no previous attributes", () => {
    const content = { note: "hi", data: { id: "1" }, previousAttributes: { id: "0" }, previous_attributes: {}, eventType: "other" };
    expect(text({ settings: eventObject, isTrigger: true, content })).toBe('{"eventType":"client.updated","data":{"id":"1"},"note":"hi"}');
  });
});

const METADATA_TEXT =
  '"metadata":{"organization_id":"739224","action":"client.updated","creation_timestamp":"2026-03-01T12:00:00.000Z","webhook_id":"wh1","webhook_name":"Hook","correlation_id":"evt_1"}';

describe("the entity envelope", () => {
  it("has metadata, entity and relations, as the API's example shows", () => {
    const settings = { ...envelope, payloadConfiguration: { ...payloadConfiguration, include_relations: true } };
    expect(text({ settings, content: { entity: {}, relations: [{}] } })).toBe(`{${METADATA_TEXT},"entity":{},"relations":[{}]}`);
  });

  it("has all five parts in the contract's order where all are asked for", () => {
    const settings = {
      ...envelope,
      payloadConfiguration: { ...payloadConfiguration, include_relations: true, include_activity: true, include_changed_attributes: true },
    };
    const changed_attributes = { added: { a: 1 }, updated: {}, deleted: { b: 2 } };
    expect(text({ settings, content: { changed_attributes, activity: { _id: "a" }, relations: [], entity: { a: 1 } } })).toBe(
      `{${METADATA_TEXT},"entity":{"a":1},"relations":[],"activity":{"_id":"a"},"changed_attributes":{"added":{"a":1},"updated":{},"deleted":{"b":2}}}`,
    );
  });

  it("tells changed attributes from the previous ones that the publisher gave, and passes on given ones as they are", () => {
    const settings = { ...envelope, payloadConfiguration: { ...payloadConfiguration, include_changed_attributes: true } };
    const content = {
      entity: { status: "won", price: { amount: 2, tax: 1 } },
      previous_attributes: { status: "open", price: { tax: null }, gone: 1 },
    };
    const changes = (input: object) => JSON.parse(text({ settings, content: { ...content, ...input } })).changed_attributes;
    expect(changes({})).toEqual({ added: { price: { tax: 1 } }, updated: { status: "won" }, deleted: { gone: 1 } });
    expect(changes({ changed_attributes: { updated: { other: 1 } } })).toEqual({ updated: { other: 1 } });
  });

  it("has no changed attributes for an event that changed nothing, nor for a trigger", () => {
    const settings = { ...envelope, payloadConfiguration: { ...payloadConfiguration, include_changed_attributes: true } };
    expect(text({ settings, content: { entity: {} } })).toBe(`{${METADATA_TEXT},"entity":{}}`);
    const content = { entity: {}, changed_attributes: { added: { a: 1 } } };
    expect(text({ settings, content, isTrigger: true })).toBe(`{${METADATA_TEXT},"entity":{}}`);
  });
});
