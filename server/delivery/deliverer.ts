import { setTimeout as sleep } from "node:timers/promises";
import { planRetry } from "@/domain/retry/retry-schedule";
import { type AttemptInput, type AttemptOutcome, attemptDelivery, notSent } from "@/server/delivery/attempt-delivery";
import { type AttemptTarget, createTargetCache, WITHOUT_WEBHOOK } from "@/server/delivery/attempt-target";
import { type ClaimedDelivery, claimDeliveries } from "@/server/delivery/claim-deliveries";
import { disableGoneWebhook } from "@/server/delivery/disable-gone-webhook";
import { createRecordQueue } from "@/server/delivery/record-queue";
import type { EgressClient } from "@/server/egress/egress-client";
import type { Jobs } from "@/server/jobs";
import type { Clock } from "@/server/platform/clock";
import type { Database } from "@/server/platform/db";
import type { Vault } from "@/server/platform/vault";
import { loadPlatformKey, type PlatformKey } from "@/server/signing/load-platform-key";

/** Sends what is due. One a process: it bounds the requests that are open in it. */
export interface Deliverer {
  /**
   * Claims up to 300 due deliveries, sends them all at once, and waits until their outcomes are written, but no longer than
   * about a second: what has not been answered by then goes on by itself under its lease. `hasMore`: more may be due.
   * May be called again before the last call has ended. Throws when the claim fails.
   */
  deliverBatch(): Promise<{ claimed: number; hasMore: boolean }>;
  /**
   * Claims nothing any more, gives open requests `graceMs` to be answered, and releases the rest to be sent again at once by
   * another process; their attempts are recorded as broken off. Resolves when all is written, or cannot be for some seconds.
   */
  drain(graceMs: number): Promise<void>;
}

const BATCH_SIZE = 300;
/** Design.md §2.4: a bound on memory, sockets and what a crash repeats. */
const MAX_OPEN = 2_000;
const PATIENCE_MS = 1_000;
const LAST_WRITES_MS = 5_000;
const PLATFORM_KEY_TTL_MS = 60_000;

export function createDeliverer(input: {
  db: Database;
  vault: Vault;
  clock: Clock;
  jobs: Jobs;
  egress: EgressClient;
  /** Names this process in its leases. Must be unique among all processes and starts. */
  ownerId: string;
  logger?: { warn(details: object, message: string): void };
  /** For tests: what jitter is made of, and the attempts' deadline. */
  random?: () => number;
  timeoutMs?: number;
}): Deliverer {
  const { db, clock, jobs, egress, ownerId, random = Math.random } = input;
  const warn = (error: unknown, message: string) => input.logger?.warn({ err: error }, message);
  const targets = createTargetCache(input);
  const queue = createRecordQueue({ db, ownerId, jobs, onError: (error) => warn(error, "Outcomes could not be written; trying again.") });
  /** Every request that is open, with what gives it up. */
  const open = new Map<ClaimedDelivery, () => void>();
  /** Every delivery from its claim until its outcome is written, and every claim that is being made. */
  const unfinished = new Set<Promise<unknown>>();
  let reserved = 0;
  let isDraining = false;
  let platformKey: { value: PlatformKey; loadedAtMs: number } | undefined;

  async function currentPlatformKey(): Promise<PlatformKey> {
    const nowMs = clock.now().getTime();
    if (!platformKey || nowMs - platformKey.loadedAtMs > PLATFORM_KEY_TTL_MS) {
      platformKey = { value: await loadPlatformKey(input), loadedAtMs: nowMs };
    }
    return platformKey.value;
  }

  function track<Result>(promise: Promise<Result>): Promise<Result> {
    unfinished.add(promise);
    const forget = () => unfinished.delete(promise);
    promise.then(forget, forget);
    return promise;
  }

  /** Claims, and reads what attempts need of the webhooks; what is claimed but cannot be read is given back. */
  async function claimWithTargets(limit: number) {
    let claims: ClaimedDelivery[] = [];
    reserved += limit;
    try {
      claims = await claimDeliveries({ db, ownerId, limit });
      return { claims, targetOf: await targets.load(claims) };
    } catch (error) {
      const message = "Postern could not read the webhook's configuration; the request is sent again.";
      const startedAt = clock.now();
      for (const claim of claims) void track(queue.add(releasedOutcome({ claim, target: WITHOUT_WEBHOOK, startedAt, message })));
      throw error;
    } finally {
      reserved -= limit;
    }
  }

  async function deliver(claim: ClaimedDelivery, target: AttemptTarget, platformKey: PlatformKey, onAnswered: () => void): Promise<void> {
    const startedAt = clock.now();
    const message = "Postern was stopped before the endpoint answered; the request is sent again.";
    const outcome = await new Promise<AttemptOutcome>((resolve) => {
      open.set(claim, () => resolve(releasedOutcome({ claim, target, startedAt, message })));
      const plan: AttemptInput["planRetry"] = (failure) => planRetry({ ...failure, policy: target.retryPolicy, random });
      const timeoutMs = input.timeoutMs ?? claim.timeoutMs;
      void attemptDelivery({ claim, target, platformKey, egress, clock, timeoutMs, planRetry: plan }).then(resolve);
    });
    open.delete(claim);
    const written = queue.add(outcome);
    onAnswered();
    await written;
    if (outcome.attempt.error?.code !== "WEBHOOK_GONE") return;
    const { organizationId, webhookId } = claim;
    await disableGoneWebhook({ db, organizationId, webhookId, version: target.version }).catch((error) =>
      warn(error, "A webhook whose endpoint is gone could not be disabled; its next 410 does it."),
    );
  }

  return {
    async deliverBatch() {
      if (isDraining) return { claimed: 0, hasMore: false };
      const key = await currentPlatformKey();
      const limit = Math.min(BATCH_SIZE, MAX_OPEN - unfinished.size - reserved);
      if (limit <= 0) {
        await Promise.race([...unfinished, patience()]);
        return { claimed: 0, hasMore: true };
      }
      const { claims, targetOf } = await track(claimWithTargets(limit));
      const hasMore = claims.length === limit;
      if (hasMore) void jobs.send({ name: "webhook/deliveries.due" });
      let unanswered = claims.length;
      const onAnswered = () => {
        unanswered--;
        if (unanswered === 0) queue.flush();
      };
      const deliveries = claims.map((claim) => track(deliver(claim, targetOf.get(claim.webhookId) ?? WITHOUT_WEBHOOK, key, onAnswered)));
      await Promise.race([Promise.all(deliveries), patience()]);
      return { claimed: claims.length, hasMore };
    },

    async drain(graceMs) {
      isDraining = true;
      let isOver = false;
      const grace = sleep(graceMs, undefined, { ref: false }).then(() => {
        isOver = true;
      });
      while (unfinished.size > 0 && !isOver) await Promise.race([Promise.allSettled(unfinished), grace]);
      for (const release of open.values()) release();
      queue.flush();
      await Promise.race([Promise.allSettled(unfinished), sleep(LAST_WRITES_MS, undefined, { ref: false })]);
    },
  };
}

function releasedOutcome(input: { claim: ClaimedDelivery; target: AttemptTarget; startedAt: Date; message: string }): AttemptOutcome {
  const { claim, target, startedAt, message } = input;
  const error = { code: "INTERNAL_ERROR", message } as const;
  const { url, httpMethod } = target;
  return {
    type: "released",
    claim,
    payload: null,
    attempt: { startedAt, url, httpMethod, requestHeaders: {}, result: notSent(error), error, note: null },
  };
}

function patience(): Promise<void> {
  return sleep(PATIENCE_MS, undefined, { ref: false });
}
