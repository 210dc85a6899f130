import { REDACTED } from "@/domain/redacted";
import type { EgressClient } from "@/server/egress/egress-client";
import type { EgressFailure, EgressResult } from "@/server/egress/egress-result";
import type { AccessTokenResult } from "@/server/oauth/access-tokens";
import { type AttemptRequest, setHeader } from "@/server/request/attempt-headers";
import type { AttemptTarget } from "@/server/request/attempt-target";
import { redactResult } from "@/server/request/redact-result";

/** The headers that an attempt sent, with credentials blacked out, and its result. `note` is a remark in plain words. */
export interface SentRequest {
  requestHeaders: Record<string, string>;
  /** A failure may carry `isRetryable`, because without an access token the failure's code alone does not tell. */
  result: EgressResult | (EgressFailure & { isRetryable: boolean });
  note: string | null;
}

/** Sends one request, no more. Nothing in its result is blacked out. */
export function sendOnce(input: {
  target: AttemptTarget;
  request: AttemptRequest;
  egress: EgressClient;
  timeoutMs: number;
}): Promise<EgressResult> {
  const { target, request, egress, timeoutMs } = input;
  const { requestUrl: url, httpMethod: method, viaStaticIp } = target;
  return egress.send({ url, method, headers: request.headers, body: request.body, timeoutMs, viaStaticIp });
}

/**
 * Sends a request with an access token. When the endpoint refuses the token (401), it sends the request once more with a new one,
 * within the same `timeoutMs`, and the note says so. Without a token it sends nothing: the result is a failure with
 * OAuthTokenExchangeError.
 */
export async function sendWithToken(input: {
  target: AttemptTarget;
  getAccessToken: NonNullable<AttemptTarget["getAccessToken"]>;
  request: AttemptRequest;
  egress: EgressClient;
  timeoutMs: number;
}): Promise<SentRequest> {
  const { target, getAccessToken, request, egress, timeoutMs } = input;
  const startedAt = performance.now();
  const timeLeft = () => Math.max(1, Math.ceil(timeoutMs - (performance.now() - startedAt)));

  async function send(accessToken: string): Promise<SentRequest> {
    const headers = { ...request.headers };
    const recordedHeaders = { ...request.recordedHeaders };
    setHeader({ headers, recordedHeaders, name: "authorization", value: `Bearer ${accessToken}`, shown: REDACTED });
    const result = await sendOnce({ target, request: { ...request, headers }, egress, timeoutMs: timeLeft() });
    return { requestHeaders: recordedHeaders, result: redactResult(result, target.secrets.with(accessToken)), note: null };
  }

  const first = await getAccessToken({ timeoutMs });
  if (first.type === "failure") return { requestHeaders: {}, result: toFailure(first, startedAt), note: null };
  const sent = await send(first.accessToken);
  if (sent.result.type === "failure" || sent.result.statusCode !== 401) return sent;

  const renewed = await getAccessToken({ timeoutMs: timeLeft(), refused: first.accessToken });
  if (renewed.type === "failure") {
    const note = "The endpoint had refused the access token at hand (401).";
    return { requestHeaders: sent.requestHeaders, result: toFailure(renewed, startedAt), note };
  }
  return {
    ...(await send(renewed.accessToken)),
    note: "The endpoint refused the first access token (401), so the request was sent again with a new one.",
  };
}

function toFailure(failure: Extract<AccessTokenResult, { type: "failure" }>, startedAt: number): SentRequest["result"] {
  const { message, cause, isRetryable } = failure;
  return {
    type: "failure",
    code: "OAuthTokenExchangeError",
    message: `${message.replace(/\.$/, "")} (${cause}).`,
    isRetryable,
    timings: { totalMs: performance.now() - startedAt },
  };
}
