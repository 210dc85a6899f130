import { Webhook } from "standardwebhooks";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { setTextStage, type TextStage } from "@/tests/contract/text-stage";
import { withProcessEnvironment } from "@/tests/support/process-environment";

const environment = withProcessEnvironment();
let stage: TextStage;
beforeEach(async () => {
  stage = await setTextStage(environment);
});
afterEach(() => stage.close());

const NUMBERS = "[1152921504606846977,19.90,1.0,-0,1e5,1E400,-0.10000000000000000000001,0.000000100,100000000000000000000000]";
const object = (name: string) => `{"${name}":${NUMBERS},"n":19.90}`;
const CONTENT = [
  `"entity":${object("e")}`,
  `"relations":[${object("r")}]`,
  `"activity":${object("a")}`,
  `"changed_attributes":{"added":${object("x")},"updated":${object("y")},"deleted":${object("z")}}`,
].join();
const GIVEN = `${CONTENT},"previous_attributes":${object("p")},"metadata":${object("m")}`;
const METADATA_END = `${object("m").slice(1)}`;
const EVERYTHING = { include_relations: true, include_activity: true, include_changed_attributes: true };

describe("every number that was published arrives with its digits", () => {
  it("in each part of an entity envelope, signed as it was sent, and in the log", async () => {
    const { id, signingSecret } = await stage.createWebhook({ payloadConfiguration: EVERYTHING });
    const eventId = await stage.publish(GIVEN);
    const body = await stage.delivered();
    expect(body).toMatch(/^\{"metadata":\{"organization_id":/);
    expect(body.endsWith(`,${METADATA_END},${CONTENT}}`)).toBe(true);
    const [request] = stage.sink.requests;
    expect(() => new Webhook(signingSecret).verify(body, request?.headers as Record<string, string>)).not.toThrow();

    const event = await stage.expectOk("GET", `/v1/webhooks/configs/${id}/events/${eventId}`);
    expect(event).toContain(`"payload":${JSON.stringify(body)}`);
    expect(event).toContain(`"original_payload":${JSON.stringify(body)}`);
    for (const log of [event, await stage.expectOk("POST", `/v2/webhooks/configs/${id}/events`)]) expect(log).toContain(`,${METADATA_END}`);
  });

  it("in an event object, also where the entity is called data", async () => {
    await stage.createWebhook({ payloadFormat: "event_object" });
    await stage.publish(`"data":${object("e")},"previous_attributes":${object("p")}`);
    expect(await stage.delivered()).toBe(`{"eventType":"product_updated","data":${object("e")},"previousAttributes":${object("p")}}`);
  });

  it("in what is left of an entity that is not hydrated", async () => {
    await stage.createWebhook({ payloadConfiguration: { hydrate_entity: false } });
    await stage.publish('"entity":{"_id":1152921504606846977,"_title":1.0,"price":19.90}');
    expect(await stage.delivered()).toMatch(/,"entity":\{"_id":1152921504606846977,"_title":1\.0\}\}$/);
  });

  it("in changed attributes that follow from previous ones, where only another value is a change", async () => {
    await stage.createWebhook({ payloadConfiguration: EVERYTHING });
    await stage.publish(
      '"entity":{"price":19.90,"id":1152921504606846977,"to":[1.0]},"previous_attributes":{"price":19.9,"id":1152921504606846976,"to":[1]}',
    );
    expect(await stage.delivered()).toMatch(
      /,"changed_attributes":\{"added":\{\},"updated":\{"id":1152921504606846977\},"deleted":\{\}\}\}$/,
    );
  });

  it.each([false, true])("in a direct trigger (sync: %s), where a synchronous caller sees the answer's digits as well", async (isSync) => {
    const { id } = await stage.createWebhook();
    stage.sink.setRespond(() => ({ headers: { "content-type": "application/json" }, body: object("answer") }));
    const given = `{"metadata":${object("m")},"entity":${object("e")},"order":${NUMBERS}}`;
    const answer = await stage.expectOk("POST", `/v1/webhooks/configs/${id}/trigger?sync=${isSync}`, given);
    const body = isSync ? (stage.sink.requests[0]?.rawBody ?? "") : await stage.delivered();
    expect(body.endsWith(`,${METADATA_END},"entity":${object("e")},"order":${NUMBERS}}`)).toBe(true);
    if (isSync) expect(answer).toContain(`"body":${object("answer")}`);
    const event = await stage.expectOk("GET", `/v1/webhooks/configs/${id}/events/${JSON.parse(answer).event_id}`);
    expect(event).toContain(`"body":${object("answer")}`);
  });

  it("in a replay of what was sent, and in one that is built from the event again", async () => {
    const { id } = await stage.createWebhook({ payloadConfiguration: EVERYTHING, jsonataExpression: "{ 'price': entity.n }" });
    const eventId = await stage.publish(GIVEN);
    expect(await stage.delivered()).toBe('{"price":19.9}');
    expect(await stage.expectOk("GET", `/v1/webhooks/configs/${id}/events/${eventId}`)).toContain(
      JSON.stringify(`,${METADATA_END},${CONTENT}}`).slice(1, -1),
    );

    const { jsonataExpression: _none, ...config } = JSON.parse(await stage.expectOk("GET", `/v1/webhooks/configs/${id}`));
    await stage.expectOk("PUT", `/v1/webhooks/configs/${id}`, JSON.stringify(config));
    const replay = `/v1/webhooks/configs/${id}/events/${eventId}/replay`;
    await stage.expectOk("POST", replay, '{"reapply_transform":true}');
    await stage.deliverer.deliverBatch();
    const built = (await stage.sink.waitForRequests(2))[1]?.rawBody ?? "";
    expect(built.endsWith(`,${METADATA_END},${CONTENT}}`)).toBe(true);

    const { events } = JSON.parse(await stage.expectOk("POST", `/v2/webhooks/configs/${id}/events`).then((text) => `{"events":${text}}`));
    await stage.expectOk("POST", `/v1/webhooks/configs/${id}/events/${events.data[0].event_id}/replay`, "{}");
    await stage.deliverer.deliverBatch();
    expect((await stage.sink.waitForRequests(3))[2]?.rawBody).toBe(built);
  });

  it("in a preview of an event that is given, and of one that was published", async () => {
    const config = { eventName: "product_updated", url: `${stage.sink.url}/hook`, payloadConfiguration: EVERYTHING };
    const { id } = await stage.createWebhook(config);
    const eventId = await stage.publish(GIVEN);
    const shown = JSON.stringify(`,${METADATA_END},${CONTENT}}`).slice(1);
    const saved = await stage.expectOk("POST", `/v1/webhooks/configs/${id}/preview`, `{"event_id":"${eventId}"}`);
    const unsaved = await stage.expectOk("POST", "/v1/webhooks/preview", `{"config":${JSON.stringify(config)},"event":{${GIVEN}}}`);
    for (const preview of [saved, unsaved]) {
      expect(preview.split(shown)).toHaveLength(3);
      expect(JSON.parse(preview)).toMatchObject({ transform: { status: "none" }, warnings: [] });
    }
  });

  it("whatever their size", async () => {
    await stage.createWebhook();
    const numbers = `["9",${"9".repeat(100_000)},0.${"1".repeat(100_000)},1e999999999,-1e-999999999,1e${"9".repeat(1_000)}]`;
    await stage.publish(`"entity":{"n":${numbers}}`);
    expect((await stage.delivered()).endsWith(`,"entity":{"n":${numbers}}}`)).toBe(true);
  });

  it("from each of an array of events", async () => {
    await stage.createWebhook();
    const events = [0, 1, 2].map((n) => `{"eventName":"product_updated","entity":{"n":${n}.0}}`);
    await stage.expectOk("POST", "/v1/webhooks/events", `[${events.join(", ")}]`);
    await stage.deliverer.deliverBatch();
    const bodies = (await stage.sink.waitForRequests(3)).map(({ rawBody }) => /"entity":(.*)\}$/.exec(rawBody)?.[1]).sort();
    expect(bodies).toEqual(['{"n":0.0}', '{"n":1.0}', '{"n":2.0}']);
  });
});
