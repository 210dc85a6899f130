import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { setTextStage, type TextStage } from "@/tests/contract/text-stage";
import { withProcessEnvironment } from "@/tests/support/process-environment";

const environment = withProcessEnvironment();
let stage: TextStage;
beforeEach(async () => {
  stage = await setTextStage(environment);
});
afterEach(() => stage.close());

describe("JSONata", () => {
  it("sees the nearest numbers that a double holds, and the preview says which have another value, and where", async () => {
    const condition = { jsonata_expression: "entity.order_id > 5" };
    const config = {
      jsonataExpression: "{ 'id': entity.order_id, 'price': entity.price }",
      filterConditions: { conditions: [condition], logical_operator: "AND" },
      payloadConfiguration: { include_activity: false },
    };
    const { id } = await stage.createWebhook(config);
    const given = '{"event":{"entity":{"order_id":1152921504606846977,"price":19.90},"activity":{"at":[12345678901234567890]}}}';
    const preview = JSON.parse(await stage.expectOk("POST", `/v1/webhooks/configs/${id}/preview`, given));
    expect(preview).toMatchObject({
      filter: { verdict: "send" },
      transform: { status: "applied", payload: '{"id":1152921504606847000,"price":19.9}' },
      problems: [],
      warnings: [
        { step: "filter", path: "entity.order_id" },
        { step: "filter", path: "activity.at[0]" },
        { step: "transform", path: "entity.order_id" },
      ],
    });
    expect(preview.warnings[2].message).toBe(
      "The transform sees the number 1152921504606846977 at entity.order_id as 1152921504606847000, the nearest that JSONata can hold. Publish it as a text to keep its digits there.",
    );
  });

  it("fails on a number beyond all doubles rather than send null, and the preview says so", async () => {
    const { id } = await stage.createWebhook({ jsonataExpression: "entity" });
    const preview = JSON.parse(await stage.expectOk("POST", `/v1/webhooks/configs/${id}/preview`, '{"event":{"entity":{"n":1e400}}}'));
    expect(preview).toMatchObject({
      transform: { status: "failed", message: expect.stringContaining("beyond") },
      warnings: [{ step: "transform", path: "entity.n", message: expect.stringContaining("cannot hold the number 1e400") }],
    });
    const eventId = await stage.publish('"entity":{"n":1e400}');
    await stage.deliverer.deliverBatch();
    expect(stage.sink.requests).toEqual([]);
    expect(JSON.parse(await stage.expectOk("GET", `/v1/webhooks/configs/${id}/events/${eventId}`))).toMatchObject({
      status: "failed",
      http_response: { code: "TRANSFORM_ERROR" },
    });
  });
});

describe("where no number is asked for", () => {
  it.each([
    ["19.90", ""],
    ["[19.90]", "0"],
    ['{"eventName":"product_updated","entity":1e5}', "entity"],
    ['{"eventName":"product_updated","metadata":1.0}', "metadata"],
    ['{"eventName":"product_updated","changed_attributes":1.0}', "changed_attributes"],
    ['{"eventName":"product_updated","changed_attributes":{"added":-0}}', "changed_attributes.added"],
    ['{"eventName":"product_updated","relations":[1.0]}', "relations"],
    ['{"eventName":"product_updated","event_id":1.0}', "event_id"],
    ['{"eventName":1.0}', "eventName"],
    ['{"eventName":"product_updated","metadata":{"user_id":1152921504606846977}}', "metadata.user_id"],
  ])("%s is refused like any other number, at %j", async (body, path) => {
    const { status, text } = await stage.call("POST", "/v1/webhooks/events", body);
    expect([status, JSON.parse(text).errors]).toEqual([400, [{ path, message: expect.stringMatching(/^Give |^An event is|^Say which/) }]]);
  });

  it.each(["19.90", '{"event":1.0}', '{"config":1.0}', '{"event":{"entity":1.0}}'])("a preview refuses %s", async (body) => {
    const { id } = await stage.createWebhook();
    const { status, text } = await stage.call("POST", `/v1/webhooks/configs/${id}/preview`, body);
    expect([status, text]).toEqual([400, expect.stringContaining("Give ")]);
  });
});

describe("a webhook's configuration", () => {
  it.each(["30.0", "3e1", "30.000000000000000000"])("takes %s for the number 30", async (text) => {
    const config = `{"eventName":"product_updated","url":"${stage.sink.url}/hook","timeoutSeconds":${text}}`;
    expect(JSON.parse(await stage.expectOk("POST", "/v1/webhooks/configs", config))).toMatchObject({ timeoutSeconds: 30 });
    await stage.expectOk("POST", "/v1/webhooks/preview", `{"config":${config},"event":{"entity":{"n":1.0}}}`);
  });
});

describe("a strict event type", () => {
  it("with multipleOf 0.01 takes an array of prices as people write them, by their decimal value", async () => {
    const properties = { price: { type: "number", multipleOf: 0.01 }, id: { type: "integer", multipleOf: 2 } };
    const type = { name: "price.set", schema: { properties: { entity: { properties } } }, strict: true };
    await stage.expectOk("POST", "/v1/events", JSON.stringify(type));
    const events = ["19.99", "19.90", "0.07", "4.35e3", "1.1"].map((price) => `{"eventName":"price.set","entity":{"price":${price}}}`);
    await stage.expectOk("POST", "/v1/webhooks/events", `[${events.join()}]`);
    for (const [entity, path] of [
      ['{"price":19.999}', "entity.price"],
      ['{"id":1152921504606846977}', "entity.id"],
      ['{"price":"19.90"}', "entity.price"],
    ] as const) {
      const { status, text } = await stage.call("POST", "/v1/webhooks/events", `{"eventName":"price.set","entity":${entity}}`);
      expect([status, JSON.parse(text).errors]).toEqual([400, [{ path, message: expect.any(String) }]]);
    }
  });
});
