import { afterEach, beforeEach, expect, it } from "vitest";
import { setTextStage, type TextStage } from "@/tests/contract/text-stage";
import { withProcessEnvironment } from "@/tests/support/process-environment";

const environment = withProcessEnvironment();
let stage: TextStage;
beforeEach(async () => {
  stage = await setTextStage(environment);
});
afterEach(() => stage.close());

const EVENT = '{"eventName":"product_updated","entity":{"_id":"1"}}';
const PAYLOAD = '{"metadata":{},"entity":{"_id":"1"}}';
const behind = (hops: string) => ({ "postern-hops": hops });

it("a delivery says how many deliveries led to it, and what comes from it counts on", async () => {
  const { id } = await stage.createWebhook();
  for (const headers of [{}, behind("1"), behind("5")]) {
    expect((await stage.call("POST", "/v1/webhooks/events", EVENT, headers)).status).toBe(202);
  }
  expect((await stage.call("POST", `/v1/webhooks/configs/${id}/trigger`, PAYLOAD, behind("2"))).status).toBe(200);
  await stage.deliverer.deliverBatch();
  expect(stage.sink.requests.map(({ headers }) => headers["postern-hops"]).toSorted()).toEqual(["1", "2", "3", "6"]);
});

it("a circle of webhooks ends: what is behind more than five deliveries is refused, published or triggered", async () => {
  const { id } = await stage.createWebhook();
  for (const hops of ["6", "99", "many"]) {
    for (const [path, body] of [
      ["/v1/webhooks/events", EVENT],
      [`/v1/webhooks/configs/${id}/trigger`, PAYLOAD],
    ] as const) {
      const { status, text } = await stage.call("POST", path, body, behind(hops));
      expect([status, JSON.parse(text)], path).toEqual([422, expect.objectContaining({ message: expect.stringContaining("circle") })]);
    }
  }
  await stage.deliverer.deliverBatch();
  expect(stage.sink.requests).toEqual([]);
});
