import { ANSWER_CUT_NOTES } from "@/domain/delivery/answer-cut";
import { classifyOutcome } from "@/domain/delivery/classify-outcome";
import type { FailureCode } from "@/domain/delivery/failure-codes";
import { parseRetryAfter } from "@/domain/retry/retry-schedule";
import type { HttpMethod } from "@/prisma/generated/enums";
import type { EgressClient } from "@/server/egress/egress-client";
import type { EgressResult } from "@/server/egress/egress-result";
import type { Clock } from "@/server/platform/clock";
import type { ClaimedDelivery } from "@/server/queue/claim-deliveries";
import { type ContentReader, messageOf } from "@/server/queue/message-of-claim";
import { sendRequest } from "@/server/request/attempt-request";
import type { AttemptTarget } from "@/server/request/attempt-target";
import type { BuiltMessage } from "@/server/request/build-message";
import type { SigningKey } from "@/server/signing/platform-key-cache";
import type { Evaluator } from "@/server/transform/evaluator";

/** What is kept of one attempt. */
export interface AttemptRecord {
  startedAt: Date;
  url: string;
  httpMethod: HttpMethod;
  /** The webhook's version that it was made with; 0: of none. */
  webhookVersion: number;
  /** Credentials blacked out; empty where nothing was sent. */
  requestHeaders: Record<string, string>;
  result: EgressResult;
  error: { code: FailureCode; message: string } | null;
  /** What else is worth knowing of it, such as that it was sent twice, or that the answer's body was cut. */
  note: string | null;
}

/**
 * What one attempt comes to: the endpoint took it; it failed and is tried again after `retryMs`; it failed and the policy
 * allows no more; it failed in a way that no other attempt would mend; it is not to be sent at all, for the `reason`; or it was given
 * up because the process stops.
 */
export type AttemptOutcome = {
  claim: ClaimedDelivery;
  attempt: AttemptRecord;
  /** The message's text, to be kept with the delivery; null where it is not known. */
  payload: string | null;
  /** Its text before the transform; null where there is none. */
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
  clock: Clock;
  timeoutMs: number;
  /** How many milliseconds to wait after a failure that another attempt may mend; null when there is to be none. */
  planRetry: (failure: { earlierFailures: number; retryAfterMs: number | null }) => number | null;
}

/** What is kept of the configuration that an attempt was made with. */
export function usedOf({ url, httpMethod, version }: AttemptTarget): Pick<AttemptRecord, "url" | "httpMethod" | "webhookVersion"> {
  return { url, httpMethod, webhookVersion: version };
}

/** Makes one attempt of a claimed delivery. Never throws: a fault of ours is an outcome with INTERNAL_ERROR. */
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

/** What is to be sent; a fault of ours is a failure with INTERNAL_ERROR. */
async function build({ claim, target, evaluator, readContent }: AttemptInput): Promise<Message> {
  try {
    if (target.obstacle) return { type: "failed", error: target.obstacle, payload: null, originalPayload: null };
    return { payload: null, ...(await messageOf({ claim, settings: target, evaluator, readContent })) };
  } catch (cause) {
    return { type: "failed", error: internalError(cause), payload: null, originalPayload: null };
  }
}

interface Sent {
  requestHeaders: Record<string, string>;
  result: EgressResult;
  note: string | null;
}

/** What it took to build the message is part of the attempt's time. */
async function send(input: AttemptInput, payload: string, startedAt: Date): Promise<Sent> {
  const { claim, target, platformKey, egress, clock } = input;
  try {
    const now = clock.now();
    const timeoutMs = input.timeoutMs - (now.getTime() - startedAt.getTime());
    return await sendRequest({ messageId: claim.messageId, target, payload, platformKey, egress, timeoutMs: Math.max(1, timeoutMs), now });
  } catch (cause) {
    return unsentFor(internalError(cause));
  }
}

/** A caller who waits for the answer must know that it is not all of it. */
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

/** The result of an attempt of which nothing went out. */
export function notSent(error: { code: FailureCode; message: string }): EgressResult {
  return { type: "failure", ...error, timings: { totalMs: 0 } };
}
