import { REPLAYABLE_STATUSES } from "@/domain/replay-job/replay-job-input";
import type { StateReason } from "@/domain/replay-job/state-reasons";
import type { ReplayJob, Webhook } from "@/prisma/generated/client";
import type { Jobs } from "@/server/jobs";
import type { Database, Transaction } from "@/server/platform/db";
import { replayChunk } from "@/server/replay-job/replay-chunk";
import { statusOf } from "@/server/webhook-row/stored-configuration";

/** The most deliveries that one statement takes up; it lasts some 20 ms. */
const CHUNK_SIZE = 500;
/** The pause until the rate allows more, or until deliveries have been sent. */
const PAUSE_MS = 1_000;
/** The longest pause before an unreachable endpoint is looked at again. */
const MAX_PAUSE_MS = 60_000;
/** The time for which an unused rate is saved up. A job that stood still does not catch up at once. */
const BURST_SECONDS = 2;
/** The number of a job's deliveries that may wait to be sent, even at the lowest rates. */
const MIN_WAITING = 100;

/** Says whether the run continues, and after how many milliseconds. */
export type Advance = { goesOn: true; waitMs: number } | { goesOn: false };

/**
 * The limits on what a job may take up now: the deliveries that its rate allows, those that wait already, and the milliseconds
 * until its webhook's open circuit breaker is probed.
 */
interface Allowance {
  byRate: number;
  waiting: number;
  circuitOpenMs: number;
}

/**
 * Takes up the next deliveries of a job, in one transaction with the job's position. Each is replayed once, even when the process
 * dies or the step is tried again. It takes no more than the rate allows since the last time, and nothing while two seconds'
 * worth of its deliveries wait to be sent, so that other events of the webhook never wait behind a whole job.
 *
 * Pauses the job when its webhook is now disabled or incomplete, and fails it when the webhook is deleted. Does nothing unless
 * `run` is the job's latest.
 */
export async function advanceReplayJob(input: { db: Database; jobs: Jobs; jobId: string; run: number }): Promise<Advance> {
  const { db, jobs, jobId, run } = input;
  const { advance, hasMade } = await db.$transaction(async (tx) => {
    await tx.$queryRaw`select 1 from replay_job where id = ${jobId} for update`;
    const job = await tx.replayJob.findUnique({ where: { id: jobId }, include: { webhook: true } });
    if (job?.state !== "running" || job.run !== run) return { advance: { goesOn: false } as const, hasMade: false };
    const obstacle = obstacleOf(job.webhook);
    if (obstacle) {
      await tx.replayJob.update({ where: { id: jobId }, data: obstacle });
      return { advance: { goesOn: false } as const, hasMade: false };
    }
    return takeUp(tx, job);
  });
  if (hasMade) await jobs.send({ name: "webhook/deliveries.due" });
  return advance;
}

function obstacleOf(webhook: Webhook): { state: "paused" | "failed"; reason: StateReason } | null {
  if (webhook.deletedAt !== null) return { state: "failed", reason: "WEBHOOK_DELETED" };
  switch (statusOf(webhook)) {
    case "active":
      return null;
    case "inactive":
      return { state: "paused", reason: "WEBHOOK_DISABLED" };
    case "incomplete":
      return { state: "paused", reason: "WEBHOOK_INCOMPLETE" };
  }
}

async function takeUp(tx: Transaction, job: ReplayJob): Promise<{ advance: Advance; hasMade: boolean }> {
  const { byRate, waiting, circuitOpenMs } = await readAllowance(tx, job);
  const room = Math.max(MIN_WAITING, BURST_SECONDS * job.ratePerSecond) - waiting;
  const limit = Math.min(CHUNK_SIZE, byRate, room);
  if (limit <= 0) {
    await tx.$executeRaw`update replay_job set beat_at = now() where id = ${job.id}`;
    return { advance: { goesOn: true, waitMs: Math.min(MAX_PAUSE_MS, Math.max(PAUSE_MS, circuitOpenMs)) }, hasMade: false };
  }
  const { id: jobId, organizationId, webhookId, deliveryStatus, publishedFrom, publishedTo, isTransformedAgain } = job;
  const { positionCreatedAt, positionId } = job;
  const status = REPLAYABLE_STATUSES.find((known) => known === deliveryStatus) ?? null;
  const { count, last } = await replayChunk({
    tx,
    jobId,
    selection: { organizationId, webhookId, status, from: publishedFrom, to: publishedTo },
    madeAt: job.createdAt,
    position: positionCreatedAt && positionId !== null ? { createdAt: positionCreatedAt, id: positionId } : null,
    isTransformedAgain,
    limit,
  });
  const isDone = count < limit;
  await tx.$executeRaw`
    update replay_job set
      replayed = replayed + ${count}, total = case when ${isDone} then replayed + ${count} else greatest(total, replayed + ${count}) end,
      position_created_at = coalesce(${last?.createdAt ?? null}, position_created_at), position_id = coalesce(${last?.id ?? null}, position_id),
      paced_at = greatest(paced_at, now() - ${BURST_SECONDS} * interval '1 second') + ${count / job.ratePerSecond} * interval '1 second',
      beat_at = now(), state = (case when ${isDone} then 'completed' else 'running' end)::replay_job_state,
      ended_at = case when ${isDone} then now() end
    where id = ${jobId}`;
  if (isDone) return { advance: { goesOn: false }, hasMade: count > 0 };
  return { advance: { goesOn: true, waitMs: limit < Math.min(byRate, room) ? 0 : PAUSE_MS }, hasMade: true };
}

async function readAllowance(tx: Transaction, job: ReplayJob): Promise<Allowance> {
  const [row] = await tx.$queryRaw<[Allowance]>`
    select
      floor(greatest(0, least(extract(epoch from now() - j.paced_at), ${BURST_SECONDS})) * j.rate_per_second)::int as "byRate",
      (select count(*)::int from queued_delivery d where d.replay_job_id = j.id and d.next_at <= now()) as waiting,
      coalesce((
        select greatest(0, extract(epoch from l.circuit_open_until - now()) * 1000) from lane l where l.webhook_id = j.webhook_id
      ), 0)::float8 as "circuitOpenMs"
    from replay_job j where j.id = ${job.id}`;
  return row;
}
