import type { FailureCode } from "@/domain/delivery/failure-codes";
import { webhookStatus } from "@/domain/webhook/webhook-config";
import type { Prisma } from "@/prisma/generated/client";
import type { HttpMethod } from "@/prisma/generated/enums";
import type { ClaimedDelivery } from "@/server/delivery/claim-deliveries";
import type { Database } from "@/server/platform/db";
import type { Vault } from "@/server/platform/vault";
import { signingSecretPurpose } from "@/server/signing/signing-secret";
import { openAuthSecret } from "@/server/webhook/auth-secret";

/** A webhook as an attempt uses it, its secrets opened. Never leaves the process. */
export interface AttemptTarget {
  version: number;
  /** Empty where the webhook has none. */
  url: string;
  httpMethod: HttpMethod;
  authHeader: { name: string; value: string } | null;
  /** The `whsec_…` texts, with the time (Unix milliseconds) after which a rotated-out one signs no more. */
  signingSecrets: { secret: string; validUntilMs: number }[];
  /** Why nothing can be sent; null when it can. */
  obstacle: { code: FailureCode; message: string } | null;
}

/** For a delivery whose webhook is gone from the database altogether. */
export const WITHOUT_WEBHOOK: AttemptTarget = {
  version: 0,
  url: "",
  httpMethod: "POST",
  authHeader: null,
  signingSecrets: [],
  obstacle: { code: "WEBHOOK_DELETED", message: "The webhook does not exist any more." },
};

/** Opened webhooks, kept by their version, so that secrets are not decrypted for every delivery. */
export interface TargetCache {
  /** The targets of these claims by webhook id; a webhook that is gone from the database has none. */
  load(claims: readonly ClaimedDelivery[]): Promise<ReadonlyMap<string, AttemptTarget>>;
}

type WebhookRow = Prisma.WebhookGetPayload<{ include: { signingSecrets: true } }>;

const MAX_CACHED = 20_000;

export function createTargetCache({ db, vault }: { db: Database; vault: Vault }): TargetCache {
  const cache = new Map<string, AttemptTarget>();
  return {
    async load(claims) {
      const targets = new Map<string, AttemptTarget>();
      const missing = new Map<string, ClaimedDelivery>();
      for (const claim of claims) {
        const known = cache.get(claim.webhookId);
        if (known && known.version >= claim.webhookVersion) targets.set(claim.webhookId, known);
        else missing.set(claim.webhookId, claim);
      }
      if (missing.size === 0) return targets;
      const rows = await db.webhook.findMany({
        where: {
          organizationId: { in: [...new Set([...missing.values()].map((claim) => claim.organizationId))] },
          id: { in: [...missing.keys()] },
        },
        include: { signingSecrets: true },
      });
      if (cache.size + rows.length > MAX_CACHED) cache.clear();
      for (const row of rows) {
        const target = openTarget(vault, row);
        cache.set(row.id, target);
        targets.set(row.id, target);
      }
      return targets;
    },
  };
}

function openTarget(vault: Vault, row: WebhookRow): AttemptTarget {
  const target = { version: row.version, url: row.url ?? "", httpMethod: row.httpMethod, authHeader: null, signingSecrets: [] };
  const obstacle = obstacleOf(row);
  if (obstacle) return { ...target, obstacle };
  try {
    return {
      ...target,
      obstacle,
      authHeader: openAuthHeader(vault, row),
      signingSecrets: row.signingSecrets.map(({ secret, validUntil }) => ({
        secret: vault.open(secret, signingSecretPurpose(row.id)),
        validUntilMs: validUntil?.getTime() ?? Number.POSITIVE_INFINITY,
      })),
    };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { ...target, obstacle: { code: "INTERNAL_ERROR", message: `The webhook's secrets could not be opened. ${reason}` } };
  }
}

function obstacleOf(row: WebhookRow): AttemptTarget["obstacle"] {
  if (row.deletedAt) return { code: "WEBHOOK_DELETED", message: "The webhook was deleted before this delivery succeeded." };
  switch (webhookStatus({ ...row, hasAuthSecret: row.authSecret !== null })) {
    case "active":
      return null;
    case "inactive":
      return { code: "WEBHOOK_DISABLED", message: "The webhook was disabled before this delivery succeeded." };
    case "incomplete":
      return { code: "WEBHOOK_DISABLED", message: "The webhook has no URL, or its credentials are missing." };
  }
}

function openAuthHeader(vault: Vault, row: WebhookRow): AttemptTarget["authHeader"] {
  if (row.authSecret === null) return null;
  const secret = openAuthSecret({ vault, webhookId: row.id, sealed: row.authSecret });
  const { username, keyName } = row.authSettings as { username?: string; keyName?: string };
  switch (row.authType) {
    case "BASIC":
      return { name: "authorization", value: `Basic ${Buffer.from(`${username ?? ""}:${secret}`, "utf8").toString("base64")}` };
    case "API_KEY":
      return keyName ? { name: keyName, value: secret } : null;
    case "NONE":
      return null;
    case "OAUTH_CLIENT_CREDENTIALS":
      throw new Error("OAuth client credentials are not served yet.");
  }
}
