import { type EndpointHealth, endpointHealth } from "@/domain/lane/endpoint-health";
import type { DisabledReason } from "@/domain/webhook/disabled-reasons";
import type { Jobs } from "@/server/jobs";
import type { Database } from "@/server/platform/db";
import type { AttemptOutcome } from "@/server/queue/attempt-delivery";
import { type FailureNote, noteFailures } from "@/server/queue/note-failures";
import { probeAgain } from "@/server/queue/probe-again";

/** A webhook whose endpoint is of no use any more, and the version of its configuration that showed it. */
export interface EndpointLoss {
  organizationId: string;
  webhookId: string;
  webhookVersion: number;
  reason: DisabledReason;
}

interface Lesson extends FailureNote {
  organizationId: string;
  webhookVersion: number;
  isAnyWorking: boolean;
  isAnyRefusing: boolean;
  isAnyGone: boolean;
  /** Whether a delivery of it has failed for good. */
  isAnyFinal: boolean;
  /** In how many milliseconds to probe again, if what came from its lane and told nothing was the probe; null: nothing did. */
  probeAgainMs: number | null;
}

/** A fault of ours that kept a probe from being sent may last. */
const PAUSE_AFTER_FAULT_MS = 5_000;

/**
 * Draws the conclusions from outcomes that are recorded: notes failures in the webhooks' lanes, rings for when a parked one is to
 * be probed, also after a probe that told nothing, and calls `onEndpointLost` for a webhook whose endpoint is gone (410) or has only
 * failed for days (contract.md "Time"). `onParked` is told each webhook whose lane is parked.
 */
export async function learnFromOutcomes(input: {
  db: Database;
  jobs: Jobs;
  outcomes: readonly AttemptOutcome[];
  random: () => number;
  onEndpointLost: (loss: EndpointLoss) => Promise<void>;
  onParked?: (webhookId: string) => void;
}): Promise<void> {
  const { outcomes } = input;
  const failedIds = new Set(outcomes.flatMap(({ type, claim }) => (type === "delivered" ? [] : [claim.webhookId])));
  if (failedIds.size === 0) return;
  const lessons = new Map<string, Lesson>();
  for (const outcome of outcomes) if (failedIds.has(outcome.claim.webhookId)) learn(lessons, outcome);

  for (const lesson of lessons.values()) if (lesson.isAnyGone) await input.onEndpointLost(lossOf(lesson, "ENDPOINT_GONE"));
  await noteAllFailures(input, lessons);
  await probeUntold(input, lessons);
}

type Means = Pick<Parameters<typeof learnFromOutcomes>[0], "db" | "jobs" | "random" | "onEndpointLost" | "onParked">;

async function noteAllFailures({ db, jobs, random, onEndpointLost, onParked }: Means, lessons: ReadonlyMap<string, Lesson>): Promise<void> {
  const notes = [...lessons.values()].filter(tellsOfFailure).map((lesson) => ({ ...lesson, away: lesson.isAnyRefusing ? 0 : lesson.away }));
  if (notes.length === 0) return;
  for (const { webhookId, parkedUntil, isFailingTooLong } of await noteFailures({ db, notes, random })) {
    const lesson = lessons.get(webhookId);
    if (lesson && isFailingTooLong && (lesson.isAnyFinal || parkedUntil)) {
      await onEndpointLost(lossOf(lesson, "ENDPOINT_FAILING"));
    } else if (parkedUntil) {
      onParked?.(webhookId);
      await jobs.send({ name: "webhook/deliveries.due", at: parkedUntil });
    }
  }
}

async function probeUntold({ db, jobs }: Means, lessons: ReadonlyMap<string, Lesson>): Promise<void> {
  const probes = [...lessons.values()].flatMap(({ webhookId, probeAgainMs: afterMs }) =>
    afterMs === null ? [] : [{ webhookId, afterMs }],
  );
  if (probes.length === 0) return;
  const nextAt = await probeAgain({ db, probes });
  if (nextAt) await jobs.send({ name: "webhook/deliveries.due", at: nextAt });
}

function learn(lessons: Map<string, Lesson>, outcome: AttemptOutcome): void {
  const { webhookId, organizationId, webhookVersion } = outcome.claim;
  const lesson = lessons.get(webhookId) ?? {
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
  lessons.set(webhookId, lesson);
  const health = healthOf(outcome);
  lesson.away += health === "away" ? 1 : 0;
  lesson.isAnyWorking ||= health === "working";
  lesson.isAnyRefusing ||= health === "refusing";
  lesson.isAnyGone ||= outcome.attempt.error?.code === "WEBHOOK_GONE";
  lesson.isAnyFinal ||= outcome.type === "exhausted" || outcome.type === "blocked";
  if (health === "unknown" && outcome.claim.isFromLane) {
    const pauseMs = outcome.attempt.error?.code === "INTERNAL_ERROR" ? PAUSE_AFTER_FAULT_MS : 0;
    lesson.probeAgainMs = Math.max(lesson.probeAgainMs ?? 0, pauseMs);
  }
}

function healthOf({ type, attempt }: AttemptOutcome): EndpointHealth {
  if (type === "released" || type === "skipped") return "unknown";
  const statusCode = attempt.result.type === "answer" ? attempt.result.statusCode : null;
  return endpointHealth({ error: attempt.error, statusCode, isRetryable: type === "retry" || type === "exhausted" });
}

function lossOf({ organizationId, webhookId, webhookVersion }: Lesson, reason: DisabledReason): EndpointLoss {
  return { organizationId, webhookId, webhookVersion, reason };
}

function tellsOfFailure({ isAnyWorking, isAnyRefusing, isAnyGone, away }: Lesson): boolean {
  return !isAnyWorking && !isAnyGone && (isAnyRefusing || away > 0);
}
