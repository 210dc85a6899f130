import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { LRUCache } from "lru-cache";
import { z } from "zod";
import type { EgressClient } from "@/server/egress/egress-client";
import { exchangeToken, type TokenExchange } from "@/server/oauth/exchange-token";
import type { TokenRequest } from "@/server/oauth/token-request";
import { readTokenRow, releaseTokenLease, storeToken, type TokenRow, takeTokenLease } from "@/server/oauth/token-row";
import type { Clock } from "@/server/platform/clock";
import type { Database } from "@/server/platform/db";
import type { Vault } from "@/server/platform/vault";

export type AccessTokenResult = { type: "token"; accessToken: string } | Extract<TokenExchange, { type: "failure" }>;

/** The access tokens of webhooks with OAuth. A process has one of these. */
export interface AccessTokens {
  /**
   * Returns a token that may be used: a known one, else one that is fetched now, by one process at a time. `refused` is a token
   * that the endpoint did not accept; it is not returned again. Waits no longer than `timeoutMs`. Rejects when the database
   * fails.
   */
  get(input: {
    organizationId: string;
    webhookId: string;
    request: TokenRequest;
    refused?: string;
    timeoutMs: number;
  }): Promise<AccessTokenResult>;
}

type Wanted = Omit<Parameters<AccessTokens["get"]>[0], "timeoutMs">;

interface KnownToken {
  fingerprint: string;
  accessToken: string;
  usableUntilMs: number;
}

const EXCHANGE_TIMEOUT_MS = 20_000;
/** The length of a lease: the exchange's limit and time to store the result. Only a process that died lets its lease lapse. */
const LEASE_MS = EXCHANGE_TIMEOUT_MS + 5_000;
const POLL_MS = 50;
/** The lifetime of a token without expires_in. A 401 ends it earlier. */
const DEFAULT_LIFETIME_SECONDS = 300;
const MAX_LIFETIME_SECONDS = 7 * 24 * 3_600;
/** The time before its end in which a token is no longer used: a minute, but at most a tenth of its life. */
const LAST_SECONDS = 60;
const MAX_CACHED = 20_000;

const storedToken = z.object({ fingerprint: z.string(), accessToken: z.string() });
const tokenPurpose = (webhookId: string) => `webhook:${webhookId}:oauth-token`;

/** Makes the access tokens of a process. `exchangeTimeoutMs` is for tests. */
export function createAccessTokens(input: {
  db: Database;
  vault: Vault;
  clock: Clock;
  egress: EgressClient;
  exchangeTimeoutMs?: number;
}): AccessTokens {
  const { db, vault, clock, egress, exchangeTimeoutMs = EXCHANGE_TIMEOUT_MS } = input;
  const cache = new LRUCache<string, KnownToken>({ max: MAX_CACHED });
  /** The tokens that are being fetched. Callers that want the same one wait for one fetch. */
  const flights = new Map<string, Promise<AccessTokenResult>>();

  function known({ webhookId, request, refused }: Wanted): AccessTokenResult | null {
    const token = cache.get(webhookId);
    if (token?.fingerprint !== request.fingerprint || token.accessToken === refused) return null;
    return token.usableUntilMs > clock.now().getTime() ? { type: "token", accessToken: token.accessToken } : null;
  }

  function remember({ webhookId, request }: Wanted, accessToken: string, usableMs: number): AccessTokenResult {
    cache.set(webhookId, { fingerprint: request.fingerprint, accessToken, usableUntilMs: clock.now().getTime() + usableMs });
    return { type: "token", accessToken };
  }

  /** Returns the stored token if it belongs to the same request and may still be used, else null. */
  function openStored(wanted: Wanted, row: TokenRow | null): AccessTokenResult | null {
    if (!row?.token || (row.usableMs ?? 0) <= 0) return null;
    const stored = storedToken.parse(JSON.parse(vault.open(row.token, tokenPurpose(wanted.webhookId))));
    if (stored.fingerprint !== wanted.request.fingerprint || stored.accessToken === wanted.refused) return null;
    return remember(wanted, stored.accessToken, row.usableMs ?? 0);
  }

  async function findOrFetch(wanted: Wanted): Promise<AccessTokenResult> {
    const { organizationId, webhookId } = wanted;
    const place = { db, organizationId, webhookId };
    const giveUpAt = performance.now() + 2 * LEASE_MS;
    while (performance.now() < giveUpAt) {
      const row = await readTokenRow(place);
      const stored = openStored(wanted, row);
      if (stored) return stored;
      const leaseOwner = randomUUID();
      if (!row?.isLeased && (await takeTokenLease({ ...place, number: row?.number ?? 0, leaseOwner, leaseMs: LEASE_MS }))) {
        return fetchAndStore(wanted, leaseOwner);
      }
      // Another process is fetching it.
      await sleep(POLL_MS, undefined, { ref: false });
    }
    return noTokenWithin(2 * LEASE_MS);
  }

  async function fetchAndStore(wanted: Wanted, leaseOwner: string): Promise<AccessTokenResult> {
    const { organizationId, webhookId, request } = wanted;
    const place = { db, organizationId, webhookId, leaseOwner };
    const startedAt = performance.now();
    const exchange = await exchangeToken({ egress, request, timeoutMs: exchangeTimeoutMs });
    if (exchange.type === "failure") {
      await releaseTokenLease(place);
      return exchange;
    }
    const { accessToken } = exchange;
    const usableMs = usableSeconds(exchange.expiresInSeconds) * 1_000 - (performance.now() - startedAt);
    const token = vault.seal(JSON.stringify({ fingerprint: request.fingerprint, accessToken }), tokenPurpose(webhookId));
    await storeToken({ ...place, token, usableMs });
    return remember(wanted, accessToken, usableMs);
  }

  function join(wanted: Wanted): Promise<AccessTokenResult> {
    const { webhookId, request, refused } = wanted;
    const key = JSON.stringify([webhookId, request.fingerprint, refused]);
    const flight = flights.get(key) ?? findOrFetch(wanted).finally(() => flights.delete(key));
    flights.set(key, flight);
    return flight;
  }

  return {
    get: async ({ timeoutMs, ...wanted }) => known(wanted) ?? within(timeoutMs, join(wanted)),
  };
}

function usableSeconds(expiresInSeconds: number | null): number {
  const lifetime = Math.min(expiresInSeconds ?? DEFAULT_LIFETIME_SECONDS, MAX_LIFETIME_SECONDS);
  return lifetime - Math.min(LAST_SECONDS, lifetime / 10);
}

async function within(timeoutMs: number, flight: Promise<AccessTokenResult>): Promise<AccessTokenResult> {
  const giveUp = new AbortController();
  const timeout = sleep(timeoutMs, undefined, { signal: giveUp.signal }).then(() => noTokenWithin(timeoutMs));
  timeout.catch(() => {});
  try {
    return await Promise.race([flight, timeout]);
  } finally {
    giveUp.abort();
  }
}

function noTokenWithin(timeoutMs: number): AccessTokenResult {
  return { type: "failure", cause: "TIMEOUT", isRetryable: true, message: `There was no access token within ${timeoutMs / 1_000} s.` };
}
