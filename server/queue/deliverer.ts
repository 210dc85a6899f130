import { setTimeout as sleep } from "node:timers/promises";
import { planRetry } from "@/domain/retry/retry-schedule";
import type { EgressClient } from "@/server/egress/egress-client";
import type { Jobs } from "@/server/jobs";
import type { Clock } from "@/server/platform/clock";
import type { Database } from "@/server/platform/db";
import { type AttemptInput, type AttemptOutcome, attemptDelivery, notSent, usedOf } from "@/server/queue/attempt-delivery";
import { createBackpressureQueue } from "@/server/queue/backpressure-queue";
import { type ClaimedDelivery, claimDeliveries } from "@/server/queue/claim-deliveries";
import { createConcurrencyLimiter, type Ticket } from "@/server/queue/concurrency-limiter";
import { createConcurrencyShare } from "@/server/queue/concurrency-share";
import { createDeliveryBudget, type Reservation } from "@/server/queue/delivery-budget";
import { createContentReader } from "@/server/queue/message-of-claim";
import { createRecordQueue } from "@/server/queue/record-queue";
import { scheduleByRateLimit } from "@/server/queue/schedule-by-rate-limit";
import { type EndpointLoss, updateCircuitBreakers } from "@/server/queue/update-circuit-breakers";
import { type AttemptTarget, type TargetCache, WITHOUT_WEBHOOK } from "@/server/request/attempt-target";
import type { PlatformKeyCache, SigningKey } from "@/server/signing/platform-key-cache";
import type { Evaluator } from "@/server/transform/evaluator";

/** Sends due deliveries. A process has one, which limits the requests that are open in it. */
export interface Deliverer {
  /**
   * Claims up to 600 due deliveries and as many that lanes hold, once there is room for them, and starts to send them. They
   * continue under their leases and record their own ends. `hasMore` is true when more may be due. It may be called again before
   * the last call has ended. Throws when the claim fails.
   */
  deliverBatch(): Promise<{ claimed: number; hasMore: boolean }>;
  /**
   * Stops claiming and gives open requests `graceMs` to be answered. Then it releases the rest, so that another process sends
   * them again at once; their attempts are recorded as broken off. Resolves when all is written, or cannot be written for some
   * seconds.
   */
  drain(graceMs: number): Promise<void>;
}

/** A claimed delivery on its way to its endpoint. */
interface DeliveryTicket extends Ticket {
  claim: ClaimedDelivery;
  /** Ends the wait for a delivery that is given back instead of started. */
  leave(): void;
}

const LAST_WRITES_MS = 5_000;
const WITHOUT_SHARE_MS = 1_000;
/** The time within which the webhook's rate limit must have room. A delivery that is later waits in its lane. */
const RATE_LIMIT_HORIZON_MS = 2_000;

export function createDeliverer(input: {
  db: Database;
  clock: Clock;
  jobs: Jobs;
  egress: EgressClient;
  targets: TargetCache;
  platformKeys: PlatformKeyCache;
  evaluator: Evaluator;
  /** Called for a webhook whose endpoint should not be called any more. */
  onEndpointLost: (loss: EndpointLoss) => Promise<void>;
  /** The name of this process in its leases. It must be unique among all processes and starts. */
  ownerId: string;
  logger?: { warn(details: object, message: string): void };
  /** The time that a batch waits for its outcomes before it returns. By default it does not wait. */
  patienceMs?: number;
  /** The source of jitter, set by tests only, as is the attempts' deadline below. */
  random?: () => number;
  timeoutMs?: number;
}): Deliverer {
  const {
    db,
    clock,
    jobs,
    egress,
    targets,
    platformKeys,
    evaluator,
    onEndpointLost,
    ownerId,
    random = Math.random,
    patienceMs = 0,
  } = input;
  const warn = (error: unknown, message: string) => input.logger?.warn({ err: error }, message);
  const ring = () => void jobs.send({ name: "webhook/deliveries.due" });
  /** Asks for due deliveries to be sent at that time. The timer is exact; the job outlives this process. */
  const ringAt = (at: Date) => {
    setTimeout(ring, Math.max(0, at.getTime() - Date.now())).unref();
    void jobs.send({ name: "webhook/deliveries.due", at });
  };
  const budget = createDeliveryBudget({ openToSlow: () => limiter.openToSlow() });
  const share = createConcurrencyShare({ db, ownerId, inUse: () => limiter.mostOpen(), isBusy: () => budget.unfinished.size > 0, warn });
  const backpressure = createBackpressureQueue<DeliveryTicket>({
    db,
    ownerId,
    warn,
    onHeld: (ticket) => {
      // A claim may have emptied the lane meanwhile, and there may be room by now.
      limiter.setHolding(ticket.webhookId, true);
      ring();
      ticket.leave();
    },
    onNextAt: ringAt,
    // It was not given back, so it waits here again.
    onFailed: (ticket) => limiter.enter(ticket),
  });
  const limiter = createConcurrencyLimiter<DeliveryTicket>({
    share: share.current,
    maxOpen: budget.maxUnfinished,
    defer: backpressure.add,
    onRoom: ring,
    now: Date.now,
  });
  const queue = createRecordQueue({
    db,
    ownerId,
    jobs,
    onError: (error) => warn(error, "Outcomes could not be written; trying again."),
    onRecorded: (outcomes) => updateCircuitBreakers({ db, jobs, outcomes, random, onEndpointLost, onCircuitOpened: limiter.clear }),
  });
  /** The open requests, each with the function that gives it up. */
  const open = new Map<ClaimedDelivery, () => void>();
  const readContent = createContentReader();
  let isDraining = false;

  /** Claims deliveries and loads their webhooks' targets. When the targets cannot be loaded, it gives the claimed deliveries back. */
  async function claimWithTargets(room: Reservation) {
    const batch = await claimDeliveries({ db, ownerId, ...room, share: share.current(), rooms: limiter.rooms() });
    const { claims } = batch;
    for (const { webhookId, isFromLane } of claims) if (isFromLane) limiter.setHolding(webhookId, true);
    for (const webhookId of batch.emptied) limiter.setHolding(webhookId, false);
    try {
      const targetOf = await targets.load(claims);
      const slotOf = await scheduleByRateLimit({ db, claims, targetOf, horizonMs: RATE_LIMIT_HORIZON_MS });
      return { ...batch, targetOf, slotOf };
    } catch (error) {
      const message = "Postern could not read the webhook's configuration; the request is sent again.";
      const startedAt = clock.now();
      for (const claim of claims) {
        void budget.track(claim, queue.add(releasedOutcome({ claim, target: WITHOUT_WEBHOOK, startedAt, message })));
      }
      throw error;
    }
  }

  async function attempt(claim: ClaimedDelivery, target: AttemptTarget, platformKey: SigningKey): Promise<AttemptOutcome> {
    const startedAt = clock.now();
    const message = "Postern was stopped before the endpoint answered; the request is sent again.";
    const outcome = await new Promise<AttemptOutcome>((resolve) => {
      open.set(claim, () => resolve(releasedOutcome({ claim, target, startedAt, message })));
      const plan: AttemptInput["planRetry"] = (failure) => planRetry({ ...failure, policy: target.configuration.retryPolicy, random });
      const timeoutMs = input.timeoutMs ?? claim.timeoutMs;
      void attemptDelivery({ claim, target, platformKey, egress, evaluator, readContent, db, clock, timeoutMs, planRetry: plan }).then(
        resolve,
      );
    });
    open.delete(claim);
    return outcome;
  }

  /**
   * Delivers one claim. Resolves once the outcome is written, or the delivery was given back. `slot` is undefined when no rate
   * limit holds it back.
   */
  function deliver(
    claim: ClaimedDelivery,
    target: AttemptTarget,
    key: SigningKey,
    slot: number | null | undefined,
    onDone: () => void,
  ): Promise<void> {
    return new Promise((resolve) => {
      const ticket: DeliveryTicket = {
        claim,
        webhookId: claim.webhookId,
        ...(typeof slot === "number" && { notBeforeMs: slot }),
        start: async () => {
          const outcome = await attempt(claim, target, key);
          resolve(queue.add(outcome));
          onDone();
        },
        leave: () => {
          resolve();
          onDone();
        },
      };
      // A delivery that is not sent needs no room. One without a slot in time waits in the lane.
      if (target.obstacle) void ticket.start();
      else if (slot === null) backpressure.add([ticket]);
      else limiter.enter(ticket);
    });
  }

  /** Claims deliveries and starts to send them. They are tracked before this resolves, so that `drain` misses none. */
  async function startBatch(room: Reservation, key: SigningKey) {
    const { claims, hasMore, lanesNextAt, targetOf, slotOf } = await claimWithTargets(room);
    if (hasMore) ring();
    if (lanesNextAt) ringAt(lanesNextAt);
    let unfinished = claims.length;
    const onDone = () => {
      unfinished--;
      if (unfinished === 0) queue.flush();
    };
    const deliveries = claims.map((claim) => {
      const target = targetOf.get(claim.webhookId) ?? WITHOUT_WEBHOOK;
      return budget.track(claim, deliver(claim, target, key, slotOf.get(claim.id), onDone));
    });
    return { claimed: claims.length, hasMore, deliveries };
  }

  return {
    async deliverBatch() {
      if (isDraining) return { claimed: 0, hasMore: false };
      const [key] = await Promise.all([platformKeys.load(), share.beat()]);
      if (share.current() === 0) {
        await sleep(WITHOUT_SHARE_MS, undefined, { ref: false });
        return { claimed: 0, hasMore: true };
      }
      const room = await budget.reserve();
      if (!room) return { claimed: 0, hasMore: true };
      // The drain may have begun meanwhile. From here on, it sees the deliveries that this call starts.
      if (isDraining) {
        budget.release(room);
        return { claimed: 0, hasMore: false };
      }
      const batch = await budget.track(null, startBatch(room, key)).finally(() => budget.release(room));
      if (patienceMs > 0) await Promise.race([Promise.all(batch.deliveries), sleep(patienceMs, undefined, { ref: false })]);
      return { claimed: batch.claimed, hasMore: batch.hasMore };
    },

    async drain(graceMs) {
      isDraining = true;
      const giveBackWaiting = () => backpressure.giveBack(limiter.takeWaiting());
      await giveBackWaiting();
      let isOver = false;
      const grace = sleep(graceMs, undefined, { ref: false }).then(() => {
        isOver = true;
      });
      while (budget.unfinished.size > 0 && !isOver) await Promise.race([Promise.allSettled(budget.unfinished), grace]);
      for (const release of open.values()) release();
      queue.flush();
      await Promise.race([Promise.allSettled([...budget.unfinished, giveBackWaiting()]), sleep(LAST_WRITES_MS, undefined, { ref: false })]);
      await share.end();
    },
  };
}

function releasedOutcome(input: { claim: ClaimedDelivery; target: AttemptTarget; startedAt: Date; message: string }): AttemptOutcome {
  const { claim, target, startedAt, message } = input;
  const error = { code: "INTERNAL_ERROR", message } as const;
  return {
    type: "released",
    claim,
    payload: null,
    originalPayload: null,
    attempt: { startedAt, ...usedOf(target), requestHeaders: {}, result: notSent(error), error, note: null },
  };
}
