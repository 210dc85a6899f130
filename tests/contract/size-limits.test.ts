import { beforeAll, describe, expect, it } from "vitest";
import { ROUTE_TABLE } from "@/app/route-table";
import { createSender, type SendRequest } from "@/tests/contract/send-request";
import { withServedApi } from "@/tests/contract/serve-api";
import { makeOrganizationWithToken, withProcessEnvironment } from "@/tests/support/process-environment";

const environment = withProcessEnvironment();
const api = withServedApi();
let send: SendRequest;

beforeAll(async () => {
  send = createSender({ url: api.url, token: (await makeOrganizationWithToken(environment.db)).token });
});

const MEBIBYTE = 2 ** 20;
const CHUNK = Buffer.alloc(64 * 1024, " ");

/** Returns white space as a body of unknown length. */
function streamOf(bytes: number): ReadableStream<Uint8Array> {
  let left = bytes;
  return new ReadableStream({
    pull(controller) {
      if (left === 0) return controller.close();
      const chunk = CHUNK.subarray(0, Math.min(left, CHUNK.length));
      left -= chunk.length;
      controller.enqueue(chunk);
    },
  });
}

/** Returns a text that repeats one character as a body. */
const streamOfText = (character: string, length: number) => new Blob([character.repeat(length)]).stream() as ReadableStream<Uint8Array>;

const PUBLISH = "/v1/webhooks/events";
const eventOf = (bytes: number) => ({
  eventName: "product_updated",
  entity: { text: "x".repeat(bytes - '{"entity":{"text":""}}'.length) },
});

const withBody = Object.entries(ROUTE_TABLE).flatMap(([path, module]) =>
  Object.entries(module).flatMap(([method, handler]) =>
    "operation" in handler && handler.operation.body
      ? [[handler.operation.operationId, method, path, handler.operation.body.maxBytes ?? MEBIBYTE] as const]
      : [],
  ),
);

describe("a body's size", () => {
  it.each(withBody)(
    "of %s is counted as it is read: one byte too many is 413, though no length was announced",
    async (_operationId, method, path, limit) => {
      const address = path.replace("{version}", "1").replaceAll(/\{\w+\}/g, "unknown");
      const tooLarge = await send(method, address, { body: streamOf(limit + 1) });
      expect(tooLarge).toMatchObject({
        status: 413,
        body: {
          code: "payload_too_large",
          message: expect.stringContaining(limit < MEBIBYTE ? `${limit / 2 ** 10} KiB` : `${limit / MEBIBYTE} MiB`),
        },
      });
      expect((await send(method, address, { body: streamOf(limit) })).status).not.toBe(413);
    },
  );

  it("may be 1 MiB, that of a publish 10 MiB, and that of an entity 256 KiB", () => {
    const others = withBody.filter(([, , , limit]) => limit !== MEBIBYTE).map(([operationId, , , limit]) => [operationId, limit]);
    const ofEntities = ["createEntity", "updateEntity", "patchEntity", "upsertEntity", "validateEntity"].map((id) => [id, MEBIBYTE / 4]);
    expect(new Map(others as [string, number][])).toEqual(
      new Map([["publishEvents", 10 * MEBIBYTE], ...(ofEntities as [string, number][])]),
    );
  });

  it("of one event may be 1 MiB: beyond that the answer names its index, and nothing is published", async () => {
    expect((await send("POST", PUBLISH, { json: eventOf(MEBIBYTE) })).status).toBe(202);
    const before = await environment.db.event.count();
    const single = await send("POST", PUBLISH, { json: eventOf(MEBIBYTE + 1) });
    const array = await send("POST", PUBLISH, { json: [eventOf(100), eventOf(100), eventOf(MEBIBYTE + 1)] });
    expect(single).toMatchObject({ status: 413, body: { message: expect.stringContaining("1 MiB") } });
    expect(array).toMatchObject({ status: 413, body: { message: expect.stringContaining("index 2") } });
    expect(await environment.db.event.count()).toBe(before);
  });

  it("of an event is counted in bytes, not in characters", async () => {
    const text = "€".repeat(400_000);
    expect((await send("POST", PUBLISH, { json: { eventName: "product_updated", entity: { text } } })).status).toBe(413);
  });
});

describe("a body's depth", () => {
  it("is counted before the body is parsed: five million nested arrays are refused without holding anybody up", async () => {
    const deep = await send("POST", PUBLISH, { body: streamOfText("[", 5 * 10 ** 6) });
    expect(deep).toMatchObject({ status: 400, body: { code: "invalid_input", message: expect.stringContaining("200 levels") } });
  });
});
