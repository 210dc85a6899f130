import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { planSynchronousRetry, SYNCHRONOUS_TIMEOUT_MS } from "@/domain/retry/synchronous-retries";
import type { Context } from "@/server/context";
import { type AttemptOutcome, attemptDelivery } from "@/server/queue/attempt-delivery";
import { claimTrigger } from "@/server/queue/claim-trigger";
import { createContentReader } from "@/server/queue/message-of-claim";
import { createRecordQueue } from "@/server/queue/record-queue";
import { scheduleByRateLimit } from "@/server/queue/schedule-by-rate-limit";
import { type EndpointLoss, updateCircuitBreakers } from "@/server/queue/update-circuit-breakers";
import { WITHOUT_WEBHOOK } from "@/server/request/attempt-target";

/** The longest wait for a webhook's rate limit. After it the webhook is called all the same, because a caller waits. */
const LONGEST_PACING_MS = 5_000;

/**
 * Sends a synchronous trigger at once, and again after retryable failures, while its caller waits (contract.md "Time"). Resolves
 * once the delivery has ended and everything is recorded. If this process stops meanwhile, `endAbandonedTriggers` ends the
 * trigger. `timeoutMs` is for one attempt.
 */
export async function sendTrigger(input: {
  ctx: Pick<Context, "tenant" | "db" | "clock" | "egress" | "targets" | "platformKeys" | "evaluator" | "jobs">;
  deliveryId: string;
  onError: (error: unknown) => void;
  /** Called when the webhook's endpoint should not be called any more. */
  onEndpointLost: (loss: EndpointLoss) => Promise<void>;
  timeoutMs?: number;
}): Promise<void> {
  const { ctx, deliveryId, onError, onEndpointLost, timeoutMs = SYNCHRONOUS_TIMEOUT_MS } = input;
  const { db, jobs, tenant, targets, platformKeys } = ctx;
  const ownerId = `sync:${randomUUID()}`;
  const onRecorded = (outcomes: AttemptOutcome[]) => updateCircuitBreakers({ db, jobs, outcomes, random: Math.random, onEndpointLost });
  const readContent = createContentReader();
  const queue = createRecordQueue({ db, ownerId, jobs, onError, onRecorded });

  /** Makes one attempt and records it. Returns null when the delivery has ended meanwhile, with its webhook. */
  async function attempt(): Promise<AttemptOutcome | null> {
    const claim = await claimTrigger({ db, ownerId, organizationId: tenant.organizationId, deliveryId });
    if (!claim) return null;
    const [targetOf, platformKey] = await Promise.all([targets.load([claim]), platformKeys.load()]);
    const slotOf = await scheduleByRateLimit({ db, claims: [claim], targetOf, horizonMs: LONGEST_PACING_MS });
    await sleep(Math.max(0, (slotOf.get(claim.id) ?? 0) - Date.now()));
    const target = targetOf.get(claim.webhookId) ?? WITHOUT_WEBHOOK;
    const means = { ...ctx, readContent };
    const outcome = await attemptDelivery({ ...means, claim, target, platformKey, timeoutMs, planRetry: planSynchronousRetry });
    const written = queue.add(outcome);
    queue.flush();
    await written;
    return outcome;
  }

  for (let outcome = await attempt(); outcome?.type === "retry"; outcome = await attempt()) await sleep(outcome.retryMs);
}
