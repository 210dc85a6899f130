import type { Database } from "@/server/platform/db";

/** A webhook's access token as it is stored. `isLeased` is true while a process is fetching the next one. */
export interface TokenRow {
  /** Sealed. */
  token: string | null;
  /** The time for which it may still be used, in milliseconds by the database's clock; null when there is no token. */
  usableMs: number | null;
  number: number;
  isLeased: boolean;
}

interface Place {
  db: Database;
  organizationId: string;
  webhookId: string;
}

export async function readTokenRow({ db, organizationId, webhookId }: Place): Promise<TokenRow | null> {
  const [row] = await db.$queryRaw<TokenRow[]>`
    select token, number, (extract(epoch from usable_until - now()) * 1000)::float8 as "usableMs",
      coalesce(lease_until > now(), false) as "isLeased"
    from oauth_token
    where organization_id = ${organizationId} and webhook_id = ${webhookId}`;
  return row ?? null;
}

/**
 * Takes the right to fetch the token that follows `number` (0: the first one), for `leaseMs`. Holds no connection meanwhile.
 * Returns false when another process has the right, or has already stored that token.
 */
export async function takeTokenLease(input: Place & { number: number; leaseOwner: string; leaseMs: number }): Promise<boolean> {
  const { db, organizationId, webhookId, number, leaseOwner, leaseMs } = input;
  const taken = await db.$executeRaw`
    insert into oauth_token (webhook_id, organization_id, lease_owner, lease_until)
    values (${webhookId}, ${organizationId}, ${leaseOwner}, now() + ${leaseMs} * interval '1 millisecond')
    on conflict (webhook_id) do update set lease_owner = excluded.lease_owner, lease_until = excluded.lease_until
    where oauth_token.organization_id = excluded.organization_id and oauth_token.number = ${number}
      and (oauth_token.lease_until is null or oauth_token.lease_until <= now())`;
  return taken > 0;
}

/** Stores a token and gives the lease back. Changes nothing once another process has the lease. */
export async function storeToken(input: Place & { leaseOwner: string; token: string; usableMs: number }): Promise<void> {
  const { db, organizationId, webhookId, leaseOwner, token, usableMs } = input;
  await db.$executeRaw`
    update oauth_token
    set token = ${token}, usable_until = now() + ${usableMs} * interval '1 millisecond', number = number + 1, lease_owner = null, lease_until = null
    where organization_id = ${organizationId} and webhook_id = ${webhookId} and lease_owner = ${leaseOwner}`;
}

/** Gives the lease back without a token. */
export async function releaseTokenLease(input: Place & { leaseOwner: string }): Promise<void> {
  const { db, organizationId, webhookId, leaseOwner } = input;
  await db.$executeRaw`
    update oauth_token set lease_owner = null, lease_until = null
    where organization_id = ${organizationId} and webhook_id = ${webhookId} and lease_owner = ${leaseOwner}`;
}
