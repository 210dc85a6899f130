import { type EndpointHealth, endpointHealth } from "@/domain/lane/endpoint-health";
import type { DisabledReason } from "@/domain/webhook/disabled-reasons";
import type { Jobs } from "@/server/jobs";
import type { Database } from "@/server/platform/db";
import type { AttemptOutcome } from "@/server/queue/attempt-delivery";
import { countFailures, type FailureCount } from "@/server/queue/count-failures";
import { scheduleProbes } from "@/server/queue/schedule-probes";

/** A webhook whose endpoint should not be called any more, and the version of its configuration that showed it. */
export interface EndpointLoss {
  organizationId: string;
  webhookId: string;
  webhookVersion: number;
  reason: DisabledReason;
}

interface Evidence extends FailureCount {
  organizationId: string;
  webhookVersion: number;
  isAnyWorking: boolean;
  isAnyRefusing: boolean;
  isAnyGone: boolean;
  /** True when one of its deliveries has failed for good. */
  isAnyFinal: boolean;
  /** The milliseconds until the next probe, when the last one came from its lane and told nothing; null when there was none. */
  probeAgainMs: number | null;
}

/** The pause after a fault of Postern's that kept a probe from being sent, because the fault may last. */
const PAUSE_AFTER_FAULT_MS = 5_000;

/**
 * Updates the webhooks' circuit breakers by recorded outcomes. It counts failures and schedules the probes of open circuit
 * breakers, also after a probe that told nothing. It calls `onEndpointLost` for a webhook whose endpoint is gone (410) or has
 * only failed for days (contract.md "Time"), and `onCircuitOpened` for each webhook whose circuit breaker has opened.
 */
export async function updateCircuitBreakers(input: {
  db: Database;
  jobs: Jobs;
  outcomes: readonly AttemptOutcome[];
  random: () => number;
  onEndpointLost: (loss: EndpointLoss) => Promise<void>;
  onCircuitOpened?: (webhookId: string) => void;
}): Promise<void> {
  const { outcomes } = input;
  const failedIds = new Set(outcomes.flatMap(({ type, claim }) => (type === "delivered" ? [] : [claim.webhookId])));
  if (failedIds.size === 0) return;
  const evidence = new Map<string, Evidence>();
  for (const outcome of outcomes) if (failedIds.has(outcome.claim.webhookId)) collect(evidence, outcome);

  for (const found of evidence.values()) if (found.isAnyGone) await input.onEndpointLost(lossOf(found, "ENDPOINT_GONE"));
  await countAllFailures(input, evidence);
  await probeUntold(input, evidence);
}

type Means = Pick<Parameters<typeof updateCircuitBreakers>[0], "db" | "jobs" | "random" | "onEndpointLost" | "onCircuitOpened">;

async function countAllFailures(
  { db, jobs, random, onEndpointLost, onCircuitOpened }: Means,
  evidence: ReadonlyMap<string, Evidence>,
): Promise<void> {
  const notes = [...evidence.values()].filter(tellsOfFailure).map((found) => ({ ...found, away: found.isAnyRefusing ? 0 : found.away }));
  if (notes.length === 0) return;
  for (const { webhookId, circuitOpenUntil, isFailingTooLong } of await countFailures({ db, notes, random })) {
    const found = evidence.get(webhookId);
    if (found && isFailingTooLong && (found.isAnyFinal || circuitOpenUntil)) {
      await onEndpointLost(lossOf(found, "ENDPOINT_FAILING"));
    } else if (circuitOpenUntil) {
      onCircuitOpened?.(webhookId);
      await jobs.send({ name: "webhook/deliveries.due", at: circuitOpenUntil });
    }
  }
}

async function probeUntold({ db, jobs }: Means, evidence: ReadonlyMap<string, Evidence>): Promise<void> {
  const probes = [...evidence.values()].flatMap(({ webhookId, probeAgainMs: afterMs }) =>
    afterMs === null ? [] : [{ webhookId, afterMs }],
  );
  if (probes.length === 0) return;
  const nextAt = await scheduleProbes({ db, probes });
  if (nextAt) await jobs.send({ name: "webhook/deliveries.due", at: nextAt });
}

function collect(evidence: Map<string, Evidence>, outcome: AttemptOutcome): void {
  const { webhookId, organizationId, webhookVersion } = outcome.claim;
  const found = evidence.get(webhookId) ?? {
    webhookId,
    organizationId,
    webhookVersion,
    away: 0,
    isAnyWorking: false,
    isAnyRefusing: false,
    isAnyGone: false,
    isAnyFinal: false,
    probeAgainMs: null,
  };
  evidence.set(webhookId, found);
  const health = healthOf(outcome);
  found.away += health === "away" ? 1 : 0;
  found.isAnyWorking ||= health === "working";
  found.isAnyRefusing ||= health === "refusing";
  found.isAnyGone ||= outcome.attempt.error?.code === "WEBHOOK_GONE";
  found.isAnyFinal ||= outcome.type === "exhausted" || outcome.type === "blocked";
  if (health === "unknown" && outcome.claim.isFromLane) {
    const pauseMs = outcome.attempt.error?.code === "INTERNAL_ERROR" ? PAUSE_AFTER_FAULT_MS : 0;
    found.probeAgainMs = Math.max(found.probeAgainMs ?? 0, pauseMs);
  }
}

function healthOf({ type, attempt }: AttemptOutcome): EndpointHealth {
  if (type === "released" || type === "skipped") return "unknown";
  const statusCode = attempt.result.type === "answer" ? attempt.result.statusCode : null;
  return endpointHealth({ error: attempt.error, statusCode, isRetryable: type === "retry" || type === "exhausted" });
}

function lossOf({ organizationId, webhookId, webhookVersion }: Evidence, reason: DisabledReason): EndpointLoss {
  return { organizationId, webhookId, webhookVersion, reason };
}

function tellsOfFailure({ isAnyWorking, isAnyRefusing, isAnyGone, away }: Evidence): boolean {
  return !isAnyWorking && !isAnyGone && (isAnyRefusing || away > 0);
}
