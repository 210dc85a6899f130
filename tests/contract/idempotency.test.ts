import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { ROUTE_TABLE } from "@/app/route-table";
import { DAY_MS } from "@/domain/duration";
import { createSender, type SendRequest } from "@/tests/contract/send-request";
import { withServedApi } from "@/tests/contract/serve-api";
import { makeOrganizationWithToken, withProcessEnvironment } from "@/tests/support/process-environment";

const environment = withProcessEnvironment();
const api = withServedApi();
let organizationId: string;
let send: SendRequest;
let token: string;

beforeAll(async () => {
  ({ organizationId, token } = await makeOrganizationWithToken(environment.db));
  send = createSender({ url: api.url, token });
});

const CONFIGS = "/v1/webhooks/configs";
const PUBLISH = "/v1/webhooks/events";
const webhook = { eventName: "product_updated", url: "https://example.com/hooks" };
const event = { eventName: "product_updated", entity: { _id: "1" } };

const post = (path: string, json: unknown, key: string, sender = send) =>
  sender("POST", path, { json, headers: { "idempotency-key": key } });
const replayed = ({ headers }: { headers: Headers }) => headers.get("idempotency-replayed");
const findKey = (key: string) => environment.db.idempotencyKey.findFirst({ where: { organizationId, key } });
const countWebhooks = () => environment.db.webhook.count();

/** Leaves the key as an interrupted request leaves it. */
async function abandon(key: string, leaseUntil: Date): Promise<void> {
  await environment.db.idempotencyKey.updateMany({ where: { organizationId, key }, data: { answer: null, leaseUntil } });
}

describe("a request with an Idempotency-Key", () => {
  it("gets the first one's answer when it is sent again, signing secret included, and makes nothing more", async () => {
    const key = randomUUID();
    const first = await post(CONFIGS, webhook, key);
    const before = await countWebhooks();
    const second = await post(CONFIGS, webhook, key);
    expect([first.status, replayed(first)]).toEqual([201, null]);
    expect(z.object({ signingSecret: z.string() }).parse(first.body).signingSecret).toMatch(/^whsec_/);
    expect([second.status, second.body, replayed(second)]).toEqual([201, first.body, "true"]);
    expect(second.headers.get("etag")).toBe(first.headers.get("etag"));
    expect(first.headers.get("etag")).toMatch(/^"20/);
    expect(second.headers.get("x-request-id")).not.toBe(first.headers.get("x-request-id"));
    expect(await countWebhooks()).toBe(before);
  });

  it("is kept sealed: neither the secret nor the answer can be read in the table", async () => {
    const key = randomUUID();
    const { body } = await post(CONFIGS, webhook, key);
    const { signingSecret } = z.object({ signingSecret: z.string() }).parse(body);
    const row = JSON.stringify(await findKey(key));
    expect(row).not.toContain(signingSecret);
    expect(row).not.toContain("example.com");
  });

  it("gets 422 with another body, another query or another path, and makes nothing", async () => {
    const key = randomUUID();
    const { body: made } = await post(CONFIGS, webhook, key);
    const trigger = `${CONFIGS}/${z.object({ id: z.string() }).parse(made).id}/trigger`;
    const keyOfTrigger = randomUUID();
    const payload = { metadata: { organization_id: organizationId }, entity: { _id: "1" } };
    expect(await post(trigger, payload, keyOfTrigger)).toMatchObject({ status: 200 });
    const countDeliveries = () => environment.db.delivery.count();
    const before = [await countWebhooks(), await countDeliveries()];
    for (const [path, body, used] of [
      [CONFIGS, { ...webhook, name: "Other" }, key],
      [PUBLISH, event, key],
      [`${trigger}?sync=true`, payload, keyOfTrigger],
    ] as const) {
      expect(await post(path, body, used), path).toMatchObject({ status: 422, body: { code: "unprocessable" } });
    }
    expect([await countWebhooks(), await countDeliveries()]).toEqual(before);
  });

  it("publishes once, also without an event_id, and answers a 204 again as well", async () => {
    const key = randomUUID();
    const first = await post(PUBLISH, event, key);
    const second = await post(PUBLISH, event, key);
    expect([first.status, second.status, replayed(second)]).toEqual([202, 202, "true"]);
    expect(second.body).toEqual(first.body);
    const { events } = z.object({ events: z.array(z.object({ deliveries: z.array(z.record(z.string(), z.string())) })) }).parse(first.body);
    const delivery = events[0]?.deliveries[0];
    if (!delivery) throw new Error("The event has no delivery.");

    const replay = `${CONFIGS}/${delivery["webhook_config_id"]}/events/${delivery["event_id"]}/replay`;
    const replayKey = randomUUID();
    const before = await environment.db.delivery.count();
    const answers = [await post(replay, {}, replayKey), await post(replay, {}, replayKey)];
    expect(answers.map(({ status, body }) => [status, body])).toEqual([
      [204, undefined],
      [204, undefined],
    ]);
    expect(await environment.db.delivery.count()).toBe(before + 1);
  });

  it("runs once when many arrive together: the others get its answer, or 409 and when to come again", async () => {
    const key = randomUUID();
    const before = await countWebhooks();
    const answers = await Promise.all(Array.from({ length: 8 }, () => post(CONFIGS, webhook, key)));
    expect(await countWebhooks()).toBe(before + 1);
    expect(answers.filter((answer) => answer.status === 201 && replayed(answer) === null)).toHaveLength(1);
    for (const answer of answers.filter(({ status }) => status !== 201)) {
      expect(answer).toMatchObject({ status: 409, body: { code: "conflict" } });
      expect(answer.headers.get("retry-after")).toBe("1");
    }
    expect(replayed(await post(CONFIGS, webhook, key))).toBe("true");
  });

  it("may be corrected and sent again with the same key after it was refused", async () => {
    const key = randomUUID();
    expect((await post(CONFIGS, { ...webhook, url: "no address" }, key)).status).toBe(400);
    expect(await findKey(key)).toBeNull();
    const corrected = await post(CONFIGS, webhook, key);
    expect([corrected.status, replayed(corrected)]).toEqual([201, null]);
  });

  it("waits while the first one may still be running, and runs once that one must have died", async () => {
    const key = randomUUID();
    await post(CONFIGS, webhook, key);
    await abandon(key, new Date(Date.now() + 60_000));
    expect((await post(CONFIGS, webhook, key)).status).toBe(409);
    await abandon(key, new Date(Date.now() - 1));
    const other = await post(CONFIGS, { ...webhook, name: "Other" }, key);
    expect(other.status).toBe(422);
    const again = await post(CONFIGS, webhook, key);
    expect([again.status, replayed(again)]).toEqual([201, null]);
  });

  it("stands for something else with another token, or after 24 hours", async () => {
    const key = randomUUID();
    const { body: first } = await post(CONFIGS, webhook, key);
    for (const options of [{ organizationId }, {}]) {
      const other = await makeOrganizationWithToken(environment.db, options);
      const answer = await post(CONFIGS, webhook, key, createSender({ url: api.url, token: other.token }));
      expect([answer.status, replayed(answer)]).toEqual([201, null]);
    }
    const dayAgo = new Date(Date.now() - DAY_MS);
    await environment.db.idempotencyKey.updateMany({ where: { organizationId, key }, data: { createdAt: dayAgo } });
    const later = await post(CONFIGS, { ...webhook, name: "Next day" }, key);
    expect([later.status, replayed(later)]).toEqual([201, null]);
    expect(later.body).not.toEqual(first);
  });

  it.each([["two words"], ["x".repeat(256)], [""]])("is refused with the key %j", async (key) => {
    expect(await post(CONFIGS, webhook, key)).toMatchObject({ status: 400, body: { errors: [{ path: "Idempotency-Key" }] } });
  });

  it("asks the database for nothing where there is no key", async () => {
    const query = vi.spyOn(environment.db, "$queryRaw");
    const before = await environment.db.idempotencyKey.count();
    await send("POST", PUBLISH, { json: event });
    expect(query.mock.calls.map(([statement]) => JSON.stringify(statement))).not.toContainEqual(expect.stringContaining("idempotency_key"));
    expect(await environment.db.idempotencyKey.count()).toBe(before);
    query.mockRestore();
  });
});

describe("the routes", () => {
  const posts = Object.values(ROUTE_TABLE).flatMap(({ POST }) => ("operation" in POST ? [POST.operation] : []));
  /** The POSTs that create nothing: they read, test, or change a state. */
  const MAKES_NOTHING = new Set([
    "getWebhookExample",
    "inferEventSchema",
    "previewWebhook",
    "previewUnsavedWebhook",
    "getWebhookEventsV2",
    "testOAuth",
    "pauseReplayJob",
    "resumeReplayJob",
    "cancelReplayJob",
    "batchGetFlows",
    "searchExecutions",
    "searchEntities",
    "listEntities",
    "validateEntity",
  ]);

  it("take an Idempotency-Key wherever a POST makes something", () => {
    for (const { operationId, isIdempotent = false } of posts)
      expect([operationId, isIdempotent]).toEqual([operationId, !MAKES_NOTHING.has(operationId)]);
  });
});
