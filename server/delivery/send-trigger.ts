import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { planSynchronousRetry, SYNCHRONOUS_TIMEOUT_MS } from "@/domain/retry/synchronous-retries";
import type { Context } from "@/server/context";
import { type AttemptOutcome, attemptDelivery } from "@/server/delivery/attempt-delivery";
import { createTargetCache, WITHOUT_WEBHOOK } from "@/server/delivery/attempt-target";
import type { ClaimedDelivery } from "@/server/delivery/claim-deliveries";
import { claimTrigger } from "@/server/delivery/claim-trigger";
import { disableGoneWebhook } from "@/server/delivery/disable-gone-webhook";
import { createRecordQueue } from "@/server/delivery/record-queue";
import { loadPlatformKey } from "@/server/signing/load-platform-key";

/**
 * Sends a synchronous trigger here and now, and again after retryable failures, while its caller waits (contract.md "Time").
 * Resolves once the delivery has ended and all of it is recorded. What is left when this process stops meanwhile,
 * `endAbandonedTriggers` ends. `timeoutMs` is for one attempt.
 */
export async function sendTrigger(input: {
  ctx: Pick<Context, "tenant" | "db" | "vault" | "clock" | "egress">;
  deliveryId: string;
  onError: (error: unknown) => void;
  timeoutMs?: number;
}): Promise<void> {
  const { ctx, deliveryId, onError, timeoutMs = SYNCHRONOUS_TIMEOUT_MS } = input;
  const { db } = ctx;
  const ownerId = `sync:${randomUUID()}`;
  const queue = createRecordQueue({ db, ownerId, jobs: { send: async () => {} }, onError });
  const platformKey = await loadPlatformKey(ctx);

  async function attempt(claim: ClaimedDelivery): Promise<AttemptOutcome> {
    const targets = await createTargetCache(ctx).load([claim]);
    const target = targets.get(claim.webhookId) ?? WITHOUT_WEBHOOK;
    const outcome = await attemptDelivery({ ...ctx, claim, target, platformKey, timeoutMs, planRetry: planSynchronousRetry });
    const written = queue.add(outcome);
    queue.flush();
    await written;
    if (outcome.attempt.error?.code === "WEBHOOK_GONE") {
      await disableGoneWebhook({ db, organizationId: claim.organizationId, webhookId: claim.webhookId, version: target.version });
    }
    return outcome;
  }

  for (;;) {
    const claim = await claimTrigger({ db, ownerId, organizationId: ctx.tenant.organizationId, deliveryId });
    if (!claim) return;
    const outcome = await attempt(claim);
    if (outcome.type !== "retry") return;
    await sleep(outcome.retryMs);
  }
}
