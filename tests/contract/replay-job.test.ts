import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createdReplayJob, replayItemList, replayJob, replayJobList } from "@/domain/replay-job/replay-job";
import { webhookConfigAnswer } from "@/domain/webhook/webhook-config";
import { advanceReplayJob } from "@/server/replay-job/advance-replay-job";
import { createSender, type SendRequest } from "@/tests/contract/send-request";
import { withServedApi } from "@/tests/contract/serve-api";
import { makeOrganizationWithToken, withProcessEnvironment } from "@/tests/support/process-environment";
import { recordJobs } from "@/tests/support/test-context";
import { endDeliveries } from "@/tests/support/test-rows";

const environment = withProcessEnvironment();
const api = withServedApi();
let send: SendRequest;
let configId: string;
let jobId: string;
beforeAll(async () => {
  const { token } = await makeOrganizationWithToken(environment.db);
  send = createSender({ url: api.url, token });
  const url = "https://example.com/hooks";
  const { body } = await send("POST", "/v1/webhooks/configs", { json: { eventName: "product_updated", url } });
  configId = webhookConfigAnswer.parse(body).id;
  await send("POST", "/v1/webhooks/events", { json: Array.from({ length: 3 }, () => ({ eventName: "product_updated", entity: {} })) });
  await endDeliveries({ db: environment.db, where: {} });
});
beforeEach(async () => {
  const { job } = createdReplayJob.parse((await create({ status: "failed", ratePerSecond: 1 })).body);
  jobId = job?.id ?? "";
});

const create = (json: unknown) => send("POST", `/v1/webhooks/configs/${configId}/replay-jobs`, { json });
const at = (rest = "") => `/v1/webhooks/replay-jobs/${jobId}${rest}`;

describe("replay jobs over HTTP", () => {
  it("are counted first by a dry run, and made with 202", async () => {
    const dry = await create({ status: "failed", timestamp: { from: "2020-01-01T00:00:00Z" }, dryRun: true });
    expect([dry.status, dry.body]).toEqual([202, { count: 3 }]);
    const made = await create({ reapply_transform: true });
    expect(made.status).toBe(202);
    expect(createdReplayJob.parse(made.body)).toMatchObject({
      count: 3,
      job: {
        webhook_config_id: configId,
        state: "running",
        reapply_transform: true,
        ratePerSecond: 100,
        progress: { total: 3, replayed: 0 },
      },
    });
  });

  it("are read one by one and as lists, with what they have sent again", async () => {
    // The rate allows two seconds' worth at once, and no more however long ago the last was.
    await environment.db.replayJob.updateMany({ data: { pacedAt: new Date(0) } });
    await advanceReplayJob({ db: environment.db, jobs: recordJobs(), jobId, run: 1 });
    const one = await send("GET", at());
    expect(one.status).toBe(200);
    expect(replayJob.parse(one.body)).toMatchObject({ id: jobId, progress: { total: 3, replayed: 2, in_progress: 2 } });
    for (const path of ["/v1/webhooks/replay-jobs?limit=1", `/v1/webhooks/configs/${configId}/replay-jobs?limit=1`]) {
      const list = await send("GET", path);
      expect(replayJobList.parse(list.body)).toMatchObject({ data: [one.body], has_more: true, next_cursor: jobId });
    }
    const items = replayItemList.parse((await send("GET", at("/items?limit=1"))).body);
    expect(items).toMatchObject({ data: [{ status: "in_progress", event_name: "product_updated" }], has_more: true });
    const rest = replayItemList.parse((await send("GET", at(`/items?cursor=${items.next_cursor}&status=in_progress`))).body);
    expect(rest).toMatchObject({ data: [{ status: "in_progress" }], has_more: false, next_cursor: null });
    const [item] = rest.data;
    expect((await send("GET", `/v1/webhooks/configs/${configId}/events/${item?.event_id}`)).body).toMatchObject({
      replay_of: item?.original_event_id,
    });
  });

  it("are paused, resumed and cancelled, and 409 says in which state they are", async () => {
    expect((await send("POST", at("/pause"))).body).toMatchObject({ state: "paused" });
    expect(await send("POST", at("/pause"))).toMatchObject({
      status: 409,
      body: { code: "conflict", message: expect.stringContaining("paused") },
    });
    expect((await send("POST", at("/resume"))).body).toMatchObject({ state: "running" });
    expect((await send("POST", at("/cancel"))).body).toMatchObject({ state: "cancelled", ended_at: expect.any(String) });
    expect(await send("POST", at("/resume"))).toMatchObject({ status: 409 });
  });

  it("are refused for wrong input with 400 that names the field", async () => {
    const cases: [unknown, string[]][] = [
      [{ status: "in_progress" }, ["status"]],
      [{ ratePerSecond: 0 }, ["ratePerSecond"]],
      [{ ratePerSecond: 1_001 }, ["ratePerSecond"]],
      [{ timestamp: { from: "yesterday" } }, ["timestamp.from"]],
      [{ dryRun: "yes", all: true }, ["dryRun", "all"]],
    ];
    for (const [json, paths] of cases) {
      expect(await create(json)).toMatchObject({ status: 400, body: { errors: paths.map((path) => ({ path })) } });
    }
    expect(await send("POST", `/v1/webhooks/configs/${configId}/replay-jobs`)).toMatchObject({ status: 400 });
    expect(await send("GET", at("/items?limit=101"))).toMatchObject({ status: 400, body: { errors: [{ path: "limit" }] } });
    expect(await send("GET", "/v1/webhooks/replay-jobs?limit=many")).toMatchObject({ status: 400, body: { errors: [{ path: "limit" }] } });
  });
});
