import { createPublicKey } from "node:crypto";
import type { SignatureVerdict } from "@/domain/inbox/inbox-request";
import type { Context } from "@/server/context";
import { matchSignature } from "@/server/signing/match-signature";
import { signingSecretPurpose } from "@/server/signing/signing-secret";
import { validAt } from "@/server/signing/valid-at";

export interface Judgement {
  signature: SignatureVerdict;
  /** The reason for the verdict, in words. */
  note: string;
  webhookId: string | null;
}

/** The distance that a timestamp may have from now, as in the Standard Webhooks libraries. */
const TOLERANCE_SECONDS = 5 * 60;

/** The most signing secrets that are tried, of the webhooks that point at one inbox. */
const MAX_SECRETS = 100;

/**
 * Checks whether a request is signed by a webhook of this organization that points at the inbox, or else by this installation.
 * `body` is the exact bytes, or null when it was too long to be read to its end.
 */
export async function judgeSignature(input: {
  ctx: Pick<Context, "db" | "clock" | "vault">;
  organizationId: string;
  inboxId: string;
  headers: Readonly<Record<string, string>>;
  body: Uint8Array | null;
}): Promise<Judgement> {
  const { ctx, headers, body } = input;
  const { "webhook-id": messageId, "webhook-timestamp": timestamp, "webhook-signature": signature } = headers;
  if (signature === undefined) return unattributed("unsigned", "There is no webhook-signature header.");
  if (messageId === undefined || timestamp === undefined) {
    return unattributed("invalid", "There is a webhook-signature header, but webhook-id or webhook-timestamp is missing.");
  }
  if (body === null) return unattributed("unchecked", "The body is too long to be checked here.");

  const candidates = await loadSecrets(input);
  const keys = await ctx.db.platformKey.findMany({ where: validAt(ctx.clock.now()), select: { publicKey: true } });
  const publicKeys = keys.map(({ publicKey }) => createPublicKey(publicKey));
  const secrets = candidates.map(({ secret }) => secret);
  const match = matchSignature({ messageId, timestamp, body, signature, secrets, publicKeys });
  const webhookId = candidates.find(({ secret }) => secret === match.secret)?.webhookId ?? null;
  if (webhookId === null && !match.isByPlatformKey) return unattributed("invalid", noneFits(candidates.length));
  if (!isRecent(timestamp, ctx.clock.now())) {
    return { signature: "invalid", note: "The signature fits, but webhook-timestamp is more than five minutes away from now.", webhookId };
  }
  return { signature: "verified", note: verifiedNote(webhookId !== null, match.isByPlatformKey), webhookId };
}

async function loadSecrets(input: Parameters<typeof judgeSignature>[0]): Promise<{ webhookId: string; secret: string }[]> {
  const { ctx, organizationId, inboxId } = input;
  const rows = await ctx.db.signingSecret.findMany({
    where: {
      organizationId,
      webhook: { organizationId, deletedAt: null, configuration: { path: ["url"], string_contains: inboxId } },
      ...validAt(ctx.clock.now()),
    },
    orderBy: { id: "desc" },
    take: MAX_SECRETS,
    select: { webhookId: true, secret: true },
  });
  return rows.map(({ webhookId, secret }) => ({ webhookId, secret: ctx.vault.open(secret, signingSecretPurpose(webhookId)) }));
}

/** Checks the timestamp, which the header must give as Unix time in seconds. */
function isRecent(timestamp: string, now: Date): boolean {
  return /^\d{1,12}$/.test(timestamp) && Math.abs(now.getTime() / 1_000 - Number(timestamp)) <= TOLERANCE_SECONDS;
}

function verifiedNote(isSecretKnown: boolean, isByPlatformKey: boolean): string {
  if (!isSecretKnown)
    return "The Ed25519 signature is this installation's. By which webhook is not known: no secret of one that points here fits.";
  return isByPlatformKey
    ? "Both signatures fit: the webhook's signing secret and this installation's Ed25519 key."
    : "The signature fits the webhook's signing secret.";
}

function noneFits(candidates: number): string {
  const others =
    candidates === 0 ? "no webhook of this organization points at this inbox" : "none is of a webhook that points at this inbox";
  return `No signature fits: ${others}, or what was signed is not what arrived.`;
}

function unattributed(signature: SignatureVerdict, note: string): Judgement {
  return { signature, note, webhookId: null };
}
