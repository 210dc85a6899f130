import { expect } from "vitest";
import type { TokenScope } from "@/domain/api-token/scopes";
import type { Context } from "@/server/context";
import type { Database } from "@/server/platform/db";
import { type Advance, advanceReplayJob } from "@/server/replay-job/advance-replay-job";
import { createReplayJob } from "@/server/replay-job/create-replay-job";
import { getReplayJob } from "@/server/replay-job/get-replay-job";
import { type DeliveryStage, setDeliveryStage } from "@/tests/support/delivery-stage";
import { createTestContext, recordJobs } from "@/tests/support/test-context";
import { changeWebhook, type WebhookValues } from "@/tests/support/test-rows";

/**
 * A delivery stage with what a test of replay jobs needs. Its `jobs` has the events that the jobs' verbs sent, and none of its
 * deliverers.
 */
export interface ReplayStage extends DeliveryStage {
  contextOf(scopes?: TokenScope[]): Context;
  create(input: Parameters<typeof createReplayJob>[0]["input"]): ReturnType<typeof createReplayJob>;
  read(jobId: string): ReturnType<typeof getReplayJob>;
  advance(jobId: string, run?: number): Promise<Advance>;
  /** Sets the job's time back, as if it had last taken up a delivery two seconds ago. */
  pass(jobId: string): Promise<unknown>;
  changeWebhook(id: string, values: WebhookValues): Promise<unknown>;
  /** Creates a webhook with `count` deliveries that failed for good, in the order of their publication. */
  failDeliveries(count: number): Promise<{ configId: string; ids: string[] }>;
  /** Creates a job, and returns its id. */
  createJob(configId: string, options?: object): Promise<string>;
  /** Advances the job and its deliveries until it stands still or has ended. */
  runToEnd(jobId: string, run?: number): Promise<void>;
  /** Returns the originals of the deliveries that the job has sent, in the order in which it took them up. */
  replayedIds(jobId: string): Promise<(string | null)[]>;
}

export async function setReplayStage(db: Database): Promise<ReplayStage> {
  const stage = await setDeliveryStage(db);
  const { organizationId, deliverer, sink } = stage;
  const jobs = recordJobs();

  const contextOf: ReplayStage["contextOf"] = (scopes) => createTestContext({ db, organizationId, jobs, ...(scopes && { scopes }) });
  const create: ReplayStage["create"] = (input) => createReplayJob({ ctx: contextOf(), input });
  const advance: ReplayStage["advance"] = (jobId, run = 1) => advanceReplayJob({ db, jobs, jobId, run });
  const pass: ReplayStage["pass"] = (jobId) => db.$executeRaw`update replay_job set paced_at = now() - interval '2 s' where id = ${jobId}`;

  return {
    ...stage,
    jobs,
    contextOf,
    create,
    read: (jobId) => getReplayJob({ ctx: contextOf(), input: { jobId } }),
    advance,
    pass,
    changeWebhook: (id, values) => changeWebhook({ db, id, values }),
    failDeliveries: async (count) => {
      const { id: configId } = await stage.addWebhook();
      await stage.publish(count);
      sink.setRespond(() => ({ status: 400 }));
      while ((await db.delivery.count({ where: { webhookId: configId, status: "in_progress" } })) > 0) await deliverer.deliverBatch();
      sink.setRespond(() => ({}));
      const originals = await db.delivery.findMany({ where: { webhookId: configId }, orderBy: [{ createdAt: "asc" }, { id: "asc" }] });
      expect(originals.map(({ status }) => status)).toEqual(Array(count).fill("failed"));
      return { configId, ids: originals.map(({ id }) => id) };
    },
    createJob: async (configId, options = {}) => {
      const { job } = await create({ configId, ...options });
      if (!job) throw new Error("There is no job.");
      return job.id;
    },
    runToEnd: async (jobId, run = 1) => {
      while ((await advance(jobId, run)).goesOn) {
        await deliverer.deliverBatch();
        await pass(jobId);
      }
      await deliverer.deliverBatch();
    },
    replayedIds: async (jobId) => {
      const replays = await db.delivery.findMany({ where: { replayJobId: jobId }, orderBy: { id: "asc" } });
      return replays.map(({ replayOf }) => replayOf);
    },
    close: async () => {
      await db.replayJob.deleteMany();
      await stage.close();
    },
  };
}
