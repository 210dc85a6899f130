import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { cancelReplayJob } from "@/server/replay-job/cancel-replay-job";
import { createReplayJob } from "@/server/replay-job/create-replay-job";
import { getReplayJob } from "@/server/replay-job/get-replay-job";
import { listReplayItems } from "@/server/replay-job/list-replay-items";
import { listReplayJobs } from "@/server/replay-job/list-replay-jobs";
import { pauseReplayJob } from "@/server/replay-job/pause-replay-job";
import { resumeReplayJob } from "@/server/replay-job/resume-replay-job";
import { type ReplayStage, setReplayStage } from "@/tests/support/replay-stage";
import { withTestDatabase } from "@/tests/support/test-database";

const database = withTestDatabase();
let stage: ReplayStage;
beforeEach(async () => {
  stage = await setReplayStage(database.db);
});
afterEach(() => stage.close());

describe("reading replay jobs", () => {
  it("lists jobs newest first, page by page, of all webhooks or one", async () => {
    const { configId } = await stage.failDeliveries(1);
    const { configId: other } = await stage.failDeliveries(1);
    const made = [await stage.createJob(configId), await stage.createJob(other), await stage.createJob(configId)].reverse();
    const list = (input: object) => listReplayJobs({ ctx: stage.contextOf(), input });
    const first = await list({ limit: 2 });
    expect(first).toMatchObject({ has_more: true, next_cursor: made[1] });
    const second = await list({ limit: 2, cursor: first.next_cursor ?? "" });
    expect(second).toMatchObject({ has_more: false, next_cursor: null });
    expect([...first.data, ...second.data].map(({ id }) => id)).toEqual(made);
    expect((await list({ configId })).data.map(({ id }) => id)).toEqual([made[0], made[2]]);
    await expect(list({ configId: "unknown" })).rejects.toMatchObject({ code: "not_found" });
  });

  it("lists items in the order of the originals, page by page, none twice and none left out, with what has become of each", async () => {
    const { configId, ids } = await stage.failDeliveries(10);
    const jobId = await stage.createJob(configId, { ratePerSecond: 4 });
    // It takes up two seconds' worth, and no more after a longer time.
    await stage.pass(jobId);
    await stage.advance(jobId);
    stage.sink.setRespond((_request, index) => ({ status: index % 2 === 0 ? 200 : 410 }));
    await stage.deliverer.deliverBatch();
    await stage.changeWebhook(configId, { enabled: true });
    await stage.pass(jobId);
    await stage.advance(jobId);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listReplayItems({ ctx: stage.contextOf(), input: { jobId, limit: 2, ...(cursor && { cursor }) } });
      seen.push(...page.data.map((item) => item.original_event_id));
      cursor = page.next_cursor ?? undefined;
    } while (cursor);
    expect(seen).toEqual(ids);
    const waiting = await listReplayItems({ ctx: stage.contextOf(), input: { jobId, status: "in_progress" } });
    expect(waiting.data.map((item) => item.original_event_id)).toEqual(ids.slice(8));
    const failed = await listReplayItems({ ctx: stage.contextOf(), input: { jobId, status: "failed" } });
    for (const item of failed.data) expect(item).toMatchObject({ status_code: 410, code: "WEBHOOK_GONE" });
  });

  it("needs the scope publish to make or change one, and read to see it", async () => {
    const { configId } = await stage.failDeliveries(1);
    const jobId = await stage.createJob(configId);
    const [reader, writer] = [stage.contextOf(["read"]), stage.contextOf(["publish"])];
    await expect(createReplayJob({ ctx: reader, input: { configId } })).rejects.toMatchObject({ code: "forbidden" });
    for (const verb of [pauseReplayJob, resumeReplayJob, cancelReplayJob]) {
      await expect(verb({ ctx: reader, input: { jobId } })).rejects.toMatchObject({ code: "forbidden" });
    }
    await expect(getReplayJob({ ctx: writer, input: { jobId } })).rejects.toMatchObject({ code: "forbidden" });
    expect((await createReplayJob({ ctx: writer, input: { configId } })).job?.id).toMatch(/^rpj_/);
    expect((await getReplayJob({ ctx: reader, input: { jobId } })).id).toBe(jobId);
  });
});
