import { HOPS_HEADER } from "@/domain/event/hops";
import { REDACTED } from "@/domain/redacted";
import { isBodiless } from "@/domain/webhook/http-methods";
import { version } from "@/package.json";
import { ACCEPTED_ENCODINGS } from "@/server/egress/content-decoder";
import type { EgressClient } from "@/server/egress/egress-client";
import { type AttemptRequest, setHeader } from "@/server/request/attempt-headers";
import type { AttemptTarget } from "@/server/request/attempt-target";
import { redactResult } from "@/server/request/redact-result";
import { type SentRequest, sendOnce, sendWithToken } from "@/server/request/send-with-token";
import type { SigningKey } from "@/server/signing/platform-key-cache";
import { signBody, signMessage } from "@/server/signing/sign-message";

const USER_AGENT = `Postern/${version}`;

interface RequestInput {
  /** The message's id, the same for all attempts and replays. */
  messageId: string;
  /** The number of deliveries that led to this one, one behind the other. */
  hops: number;
  target: AttemptTarget;
  payload: string;
  platformKey: SigningKey;
  egress: EgressClient;
  timeoutMs: number;
  now: Date;
}

/** Sends a delivery's payload to its target within `timeoutMs`. The target must have no obstacle. */
export async function sendRequest(input: RequestInput): Promise<SentRequest> {
  const { target, egress, timeoutMs } = input;
  const { getAccessToken } = target;
  const request = await buildRequest(input);
  if (getAccessToken) return sendWithToken({ target, getAccessToken, request, egress, timeoutMs });
  const result = await sendOnce({ target, request, egress, timeoutMs });
  return { requestHeaders: request.recordedHeaders, result: redactResult(result, target.secrets), note: null };
}

/** Returns the request with its headers, signed as of `now` (contract.md "Signature"). */
export async function buildRequest(
  input: Pick<RequestInput, "messageId" | "hops" | "target" | "payload" | "platformKey" | "now">,
): Promise<AttemptRequest> {
  const { messageId, target, now } = input;
  const body = isBodiless(target.httpMethod) ? null : input.payload;
  const timestamp = Math.floor(now.getTime() / 1_000);
  const secrets = target.signingSecrets.filter(({ validUntilMs }) => validUntilMs > now.getTime()).map(({ secret }) => secret);
  const signAsPlatform = input.platformKey.sign;
  const headers: Record<string, string> = {
    accept: "*/*",
    "accept-encoding": ACCEPTED_ENCODINGS,
    ...(body !== null && { "content-type": "application/json" }),
    "user-agent": USER_AGENT,
    [HOPS_HEADER]: String(input.hops + 1),
    "webhook-id": messageId,
    "webhook-timestamp": String(timestamp),
    "webhook-signature": await signMessage({ messageId, timestamp, body: body ?? "", secrets, signAsPlatform }),
    ...bodySignature(target, body ?? ""),
  };
  const { authHeader, customHeaders } = target;
  if (!authHeader && customHeaders.length === 0) return { headers, recordedHeaders: headers, body };
  const recordedHeaders = { ...headers };
  for (const header of customHeaders) setHeader({ headers, recordedHeaders, ...header });
  if (authHeader) setHeader({ headers, recordedHeaders, ...authHeader, shown: REDACTED });
  return { headers, recordedHeaders, body };
}

/** Returns the further header that receivers of the event-object format verify. It holds one signature, by the current secret alone. */
function bodySignature({ configuration, signingSecrets }: AttemptTarget, body: string): Record<string, string> {
  const { signatureHeader } = configuration;
  const current = signingSecrets.find(({ validUntilMs }) => validUntilMs === Number.POSITIVE_INFINITY);
  return signatureHeader && current ? { [signatureHeader]: signBody({ secret: current.secret, body }) } : {};
}
