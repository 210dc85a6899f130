import { classifyOutcome } from "@/domain/delivery/classify-outcome";
import type { FailureCode } from "@/domain/delivery/failure-codes";
import { parseRetryAfter } from "@/domain/retry/retry-schedule";
import type { HttpMethod } from "@/prisma/generated/enums";
import { buildPayload, sendRequest } from "@/server/delivery/attempt-request";
import type { AttemptTarget } from "@/server/delivery/attempt-target";
import type { ClaimedDelivery } from "@/server/delivery/claim-deliveries";
import type { EgressClient } from "@/server/egress/egress-client";
import type { EgressResult } from "@/server/egress/egress-result";
import type { Clock } from "@/server/platform/clock";
import type { PlatformKey } from "@/server/signing/load-platform-key";

/** What is kept of one attempt. */
export interface AttemptRecord {
  startedAt: Date;
  url: string;
  httpMethod: HttpMethod;
  /** Credentials blacked out; empty where nothing was sent. */
  requestHeaders: Record<string, string>;
  result: EgressResult;
  error: { code: FailureCode; message: string } | null;
  /** What else is worth knowing of it, such as that it was sent twice. */
  note: string | null;
}

/**
 * What one attempt comes to: the endpoint took it; it failed and is tried again after `retryMs`; it failed and the policy
 * allows no more; it failed in a way that no other attempt would mend; or it was given up because the process stops.
 */
export type AttemptOutcome = {
  claim: ClaimedDelivery;
  attempt: AttemptRecord;
  /** The message's text, to be kept with the delivery; null where it is not known. */
  payload: string | null;
} & ({ type: "delivered" } | { type: "retry"; retryMs: number } | { type: "exhausted" } | { type: "blocked" } | { type: "released" });

export interface AttemptInput {
  claim: ClaimedDelivery;
  target: AttemptTarget;
  platformKey: PlatformKey;
  egress: EgressClient;
  clock: Clock;
  timeoutMs: number;
  /** How many milliseconds to wait after a failure that another attempt may mend; null when there is to be none. */
  planRetry: (failure: { earlierFailures: number; retryAfterMs: number | null }) => number | null;
}

/** Makes one attempt of a claimed delivery. Never throws: a fault of ours is an outcome with INTERNAL_ERROR. */
export async function attemptDelivery(input: AttemptInput): Promise<AttemptOutcome> {
  const { claim, target, clock } = input;
  const startedAt = clock.now();
  const { payload, requestHeaders, result, note } = await send(input, startedAt);
  const outcome = classifyOutcome(result, target.successStatus);
  const attempt = { startedAt, url: target.url, httpMethod: target.httpMethod, requestHeaders, result, note };
  if (outcome.type === "success") return { type: "delivered", claim, payload, attempt: { ...attempt, error: null } };

  const failure = { claim, payload, attempt: { ...attempt, error: { code: outcome.code, message: outcome.message } } };
  if (!outcome.isRetryable) return { type: "blocked", ...failure };
  const retryAfter = result.type === "answer" ? result.headers["retry-after"] : undefined;
  const retryMs = input.planRetry({ earlierFailures: claim.failureCount, retryAfterMs: parseRetryAfter(retryAfter, clock.now()) });
  return retryMs === null ? { type: "exhausted", ...failure } : { type: "retry", retryMs, ...failure };
}

async function send(
  input: AttemptInput,
  startedAt: Date,
): Promise<{ payload: string | null; requestHeaders: Record<string, string>; result: EgressResult; note: string | null }> {
  const { claim, target, platformKey, egress, timeoutMs } = input;
  let payload: string | null = null;
  try {
    if (target.obstacle) return { payload, requestHeaders: {}, result: notSent(target.obstacle), note: null };
    payload = buildPayload(claim);
    return { payload, ...(await sendRequest({ claim, target, payload, platformKey, egress, timeoutMs, now: startedAt })) };
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    return { payload, requestHeaders: {}, result: notSent({ code: "INTERNAL_ERROR", message }), note: null };
  }
}

/** The result of an attempt of which nothing went out. */
export function notSent(error: { code: FailureCode; message: string }): EgressResult {
  return { type: "failure", ...error, timings: { totalMs: 0 } };
}
