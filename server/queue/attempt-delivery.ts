import { ANSWER_CUT_NOTES } from "@/domain/delivery/answer-cut";
import { classifyOutcome } from "@/domain/delivery/classify-outcome";
import type { FailureCode } from "@/domain/delivery/failure-codes";
import { parseRetryAfter } from "@/domain/retry/retry-schedule";
import type { HttpMethod } from "@/prisma/generated/enums";
import type { EgressClient } from "@/server/egress/egress-client";
import type { EgressResult } from "@/server/egress/egress-result";
import type { Clock } from "@/server/platform/clock";
import type { Database } from "@/server/platform/db";
import type { ClaimedDelivery } from "@/server/queue/claim-deliveries";
import { type ContentReader, messageOf } from "@/server/queue/message-of-claim";
import { sendRequest } from "@/server/request/attempt-request";
import type { AttemptTarget } from "@/server/request/attempt-target";
import type { BuiltMessage } from "@/server/request/build-message";
import type { SigningKey } from "@/server/signing/platform-key-cache";
import type { Evaluator } from "@/server/transform/evaluator";

/** The record of one attempt. */
export interface AttemptRecord {
  startedAt: Date;
  url: string;
  httpMethod: HttpMethod;
  /** The version of the webhook that the attempt used; 0 when there was no webhook. */
  webhookVersion: number;
  /** The headers with their credentials blacked out; empty when nothing was sent. */
  requestHeaders: Record<string, string>;
  result: EgressResult;
  error: { code: FailureCode; message: string } | null;
  /** A remark on the attempt, such as that it was sent twice, or that the answer's body was cut. */
  note: string | null;
}

/**
 * The outcome of one attempt. `delivered`: the endpoint accepted it. `retry`: it failed and is tried again after `retryMs`.
 * `exhausted`: it failed and the policy allows no more attempts. `blocked`: it failed, and another attempt would fail as well.
 * `skipped`: it must not be sent, for the `reason`. `released`: it was given up because the process stops.
 */
export type AttemptOutcome = {
  claim: ClaimedDelivery;
  attempt: AttemptRecord;
  /** The message's text, to be kept with the delivery; null when it is not known. */
  payload: string | null;
  /** The text before the transform; null when there is no transform. */
  originalPayload: string | null;
} & (
  | { type: "delivered" }
  | { type: "retry"; retryMs: number }
  | { type: "exhausted" }
  | { type: "blocked" }
  | { type: "skipped"; reason: string }
  | { type: "released" }
);

export interface AttemptInput {
  claim: ClaimedDelivery;
  target: AttemptTarget;
  platformKey: SigningKey;
  egress: EgressClient;
  evaluator: Evaluator;
  readContent: ContentReader;
  db: Database;
  clock: Clock;
  timeoutMs: number;
  /** Returns the milliseconds to wait after a failure that another attempt may mend; null when there is to be no other attempt. */
  planRetry: (failure: { earlierFailures: number; retryAfterMs: number | null }) => number | null;
}

/** Returns the parts of the configuration that are recorded with an attempt. */
export function usedOf({ url, httpMethod, version }: AttemptTarget): Pick<AttemptRecord, "url" | "httpMethod" | "webhookVersion"> {
  return { url, httpMethod, webhookVersion: version };
}

/** Makes one attempt of a claimed delivery. Never throws: a fault of Postern's is an outcome with INTERNAL_ERROR. */
export async function attemptDelivery(input: AttemptInput): Promise<AttemptOutcome> {
  const { claim, target, clock } = input;
  const startedAt = clock.now();
  const message = await build(input);
  const { payload, originalPayload } = message;
  const kept = { claim, payload, originalPayload };
  if (message.type === "skipped") {
    const unsent = { startedAt, ...usedOf(target), requestHeaders: {}, error: null, note: null };
    const result = notSent({ code: "TRANSFORM_ERROR", message: message.reason });
    return { type: "skipped", reason: message.reason, ...kept, attempt: { ...unsent, result } };
  }
  const sent = message.type === "failed" ? unsentFor(message.error) : await send(input, message.payload, startedAt);
  const { requestHeaders, result } = sent;
  const note = withCut(sent.note, result);
  const outcome = classifyOutcome(result, target.configuration.successStatus);
  const attempt = { startedAt, ...usedOf(target), requestHeaders, result, note };
  if (outcome.type === "success") return { type: "delivered", ...kept, attempt: { ...attempt, error: null } };

  const failure = { ...kept, attempt: { ...attempt, error: { code: outcome.code, message: outcome.message } } };
  if (!outcome.isRetryable) return { type: "blocked", ...failure };
  const retryAfter = result.type === "answer" ? result.headers["retry-after"] : undefined;
  const retryMs = input.planRetry({ earlierFailures: claim.failureCount, retryAfterMs: parseRetryAfter(retryAfter, clock.now()) });
  return retryMs === null ? { type: "exhausted", ...failure } : { type: "retry", retryMs, ...failure };
}

type Message = BuiltMessage & { payload: string | null };

/** Returns the message to send. A fault of Postern's is a failure with INTERNAL_ERROR. */
async function build({ claim, target, evaluator, readContent, db, clock }: AttemptInput): Promise<Message> {
  try {
    if (target.obstacle) return { type: "failed", error: target.obstacle, payload: null, originalPayload: null };
    return { payload: null, ...(await messageOf({ claim, settings: target, evaluator, readContent, db, clock })) };
  } catch (cause) {
    return { type: "failed", error: internalError(cause), payload: null, originalPayload: null };
  }
}

interface Sent {
  requestHeaders: Record<string, string>;
  result: EgressResult;
  note: string | null;
}

/** Sends the message. The time that it took to build it counts as part of the attempt. */
async function send(input: AttemptInput, payload: string, startedAt: Date): Promise<Sent> {
  const { claim, target, platformKey, egress, clock } = input;
  try {
    const now = clock.now();
    const timeoutMs = input.timeoutMs - (now.getTime() - startedAt.getTime());
    return await sendRequest({
      messageId: claim.messageId,
      hops: claim.hops,
      target,
      payload,
      platformKey,
      egress,
      timeoutMs: Math.max(1, timeoutMs),
      now,
    });
  } catch (cause) {
    return unsentFor(internalError(cause));
  }
}

/** Adds a note about a cut answer, because a caller who waits for the answer must know that it is incomplete. */
function withCut(note: string | null, result: EgressResult): string | null {
  if (result.type === "failure" || result.cut === null) return note;
  const cutNote = ANSWER_CUT_NOTES[result.cut];
  return note === null ? cutNote : `${note} ${cutNote}`;
}

function unsentFor(error: { code: FailureCode; message: string }): Sent {
  return { requestHeaders: {}, result: notSent(error), note: null };
}

function internalError(cause: unknown): { code: FailureCode; message: string } {
  return { code: "INTERNAL_ERROR", message: cause instanceof Error ? cause.message : String(cause) };
}

/** Returns the result of an attempt that sent nothing. */
export function notSent(error: { code: FailureCode; message: string }): EgressResult {
  return { type: "failure", ...error, timings: { totalMs: 0 } };
}
