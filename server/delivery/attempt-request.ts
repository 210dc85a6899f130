import { buildEntityEnvelope, buildTriggerEnvelope } from "@/domain/payload/build-entity-envelope";
import { DEFAULT_PAYLOAD_CONFIGURATION } from "@/domain/webhook/payload-configuration";
import { version } from "@/package.json";
import type { HttpMethod } from "@/prisma/generated/enums";
import type { AttemptTarget } from "@/server/delivery/attempt-target";
import type { ClaimedDelivery } from "@/server/delivery/claim-deliveries";
import type { EgressClient, EgressResult } from "@/server/egress/egress-client";
import type { PlatformKey } from "@/server/signing/load-platform-key";
import { signMessage } from "@/server/signing/sign-message";

const USER_AGENT = `Postern/${version}`;
const REDACTED = "[redacted]";
/** These send no body; the signature covers the empty body (contract.md "GET, HEAD, OPTIONS"). */
const BODILESS: ReadonlySet<HttpMethod> = new Set(["GET", "HEAD", "OPTIONS"]);

/** One signed request, ready to be sent. */
export interface AttemptRequest {
  headers: Record<string, string>;
  /** The same for the record, its credentials blacked out. */
  recordedHeaders: Record<string, string>;
  /** The exact text to send; null where the method sends none. */
  body: string | null;
}

/** The exact text of a delivery's message: what an earlier attempt built, else built now. Throws when the event is not at hand any more. */
export function buildPayload(claim: ClaimedDelivery): string {
  if (claim.payload !== null) return claim.payload;
  if (claim.eventData === null) throw new Error(`The event of the delivery ${claim.id} is not stored any more.`);
  const metadata = JSON.parse(claim.metadata);
  const { metadata: _given, ...content } = JSON.parse(claim.eventData);
  const isTrigger = claim.source === "trigger" || claim.source === "sync_trigger";
  const envelope = isTrigger
    ? buildTriggerEnvelope({ metadata, payload: content })
    : buildEntityEnvelope({ metadata, event: content, configuration: DEFAULT_PAYLOAD_CONFIGURATION });
  return JSON.stringify(envelope);
}

/** What one attempt sent, credentials blacked out, and what came of it. `note`: what else is worth knowing, in plain words. */
export interface SentRequest {
  requestHeaders: Record<string, string>;
  result: EgressResult;
  note: string | null;
}

/** Sends a delivery's payload to its target; `timeoutMs` is for all of it. The target must have no obstacle. */
export async function sendRequest(input: {
  claim: ClaimedDelivery;
  target: AttemptTarget;
  payload: string;
  platformKey: PlatformKey;
  egress: EgressClient;
  timeoutMs: number;
  now: Date;
}): Promise<SentRequest> {
  const { target, egress, timeoutMs } = input;
  const { headers, recordedHeaders, body } = buildRequest(input);
  const result = await egress.send({ url: target.url, method: target.httpMethod, headers, body, timeoutMs });
  return { requestHeaders: recordedHeaders, result, note: null };
}

/** Signs the payload as of `now` and puts the request's headers together (contract.md "Signature"). */
export function buildRequest(input: {
  claim: ClaimedDelivery;
  target: AttemptTarget;
  payload: string;
  platformKey: PlatformKey;
  now: Date;
}): AttemptRequest {
  const { claim, target, now } = input;
  const body = BODILESS.has(target.httpMethod) ? null : input.payload;
  const timestamp = Math.floor(now.getTime() / 1_000);
  const secrets = target.signingSecrets.filter(({ validUntilMs }) => validUntilMs > now.getTime()).map(({ secret }) => secret);
  const platformKey = input.platformKey.privateKey;
  const headers: Record<string, string> = {
    ...(body !== null && { "content-type": "application/json" }),
    "user-agent": USER_AGENT,
    "webhook-id": claim.messageId,
    "webhook-timestamp": String(timestamp),
    "webhook-signature": signMessage({ messageId: claim.messageId, timestamp, body: body ?? "", secrets, platformKey }),
  };
  const { authHeader } = target;
  if (!authHeader) return { headers, recordedHeaders: headers, body };
  // A key may be sent in a header that we would set, whatever its spelling.
  delete headers[authHeader.name.toLowerCase()];
  return {
    headers: { ...headers, [authHeader.name]: authHeader.value },
    recordedHeaders: { ...headers, [authHeader.name]: REDACTED },
    body,
  };
}
