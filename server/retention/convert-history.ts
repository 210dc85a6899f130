import { firstIdAt } from "@/domain/id-times";
import { keptFrom, type Retention } from "@/domain/retention/retention";
import { CONVERSION_LOCK } from "@/server/installation/advisory-locks";
import { type Database, setTimeLimits, type Transaction } from "@/server/platform/db";
import { makeDays } from "@/server/retention/make-days";
import { withShortLocks } from "@/server/retention/with-short-locks";

/** The rows that one statement moves; it takes a fraction of a second. */
const CHUNK = 2_000;
/** The longest that one takes: there is no index by which the first events that are kept are found behind all that are over. */
const MAX_CHUNK_MS = 300_000;

interface Move {
  tx: Transaction;
  now: Date;
  retention: Retention;
  chunk: number;
  /** The end of the chunk before, so that rows that are gone are not passed again; null at the beginning. */
  position: string | null;
}

interface Moved {
  count: number;
  position: string | null;
}

/**
 * Moves the history that an installation had before the migration history_by_day into its days, chunk by chunk, for at most
 * `budgetMs`. What is over already is dropped with the old tables, once the rest is moved. Each statement moves what it takes, so
 * it goes on where it was interrupted, and everybody reads the same meanwhile (the views read both). Processes that do this at the
 * same time take turns. Returns true when no old table is left.
 */
export async function convertHistory(input: {
  db: Database;
  now: Date;
  retention: Retention;
  budgetMs: number;
  chunk?: number;
}): Promise<boolean> {
  const { db, now, retention, budgetMs, chunk = CHUNK } = input;
  const until = performance.now() + budgetMs;
  if (!(await hasOldTables(db))) return true;
  await makeDays({ db, now, from: new Date(keptFrom({ now, days: retention.deliveryDays })) });
  for (const moveChunk of [moveEvents, moveDeliveries, moveAttempts]) {
    for (let moved: Moved = { count: chunk, position: null }; moved.count === chunk; ) {
      if (performance.now() > until) return false;
      const { position } = moved;
      moved = await db.$transaction(
        async (tx) => {
          await setTimeLimits(tx, { statementMs: MAX_CHUNK_MS, lockMs: MAX_CHUNK_MS });
          await tx.$executeRaw`select pg_advisory_xact_lock(${CONVERSION_LOCK})`;
          return moveChunk({ tx, now, retention, chunk, position });
        },
        { timeout: MAX_CHUNK_MS },
      );
    }
  }
  await dropOldTables(db);
  return true;
}

async function hasOldTables(db: Database): Promise<boolean> {
  const [{ isThere }] = await db.$queryRaw<[{ isThere: boolean }]>`select to_regclass('delivery_before') is not null as "isThere"`;
  return isThere;
}

/** Moves the next events that are kept. There is no index by time, so they are found in the order in which they are stored. */
async function moveEvents({ tx, now, retention, chunk, position }: Move): Promise<Moved> {
  const from = new Date(keptFrom({ now, days: retention.bodyDays }));
  const [moved] = await tx.$queryRaw<[Moved]>`
    with found as materialized (
      select ctid from event_before where ctid > ${position ?? "(0,0)"}::text::tid and created_at >= ${from} limit ${chunk}
    ), taken as (
      delete from event_before where ctid = any(array(select ctid from found)) returning *
    ), published as (
      insert into event_body (organization_id, id, created_at, event_name, event_type, data)
      select organization_id, id, created_at, event_name, event_type, data from taken
    )
    select (select count(*) from taken)::int as count, (select max(ctid)::text from found) as position`;
  return moved;
}

/** Moves the next deliveries that are kept, with those texts that are. All have ended: what waited is in the queue. */
async function moveDeliveries({ tx, now, retention, chunk, position }: Move): Promise<Moved> {
  const idAt = (days: number) => firstIdAt("delivery", keptFrom({ now, days }));
  const [moved] = await tx.$queryRaw<[Moved]>`
    with taken as (
      delete from delivery_before where id = any(array(
        select id from delivery_before where id > ${position ?? idAt(retention.deliveryDays)} order by id limit ${chunk}
      )) returning *
    ), dated as materialized (
      select t.*, coalesce(p.created_at, t.created_at) as event_at, payload is not null or original_payload is not null as has_body
      from taken t left join published_event_id p on p.organization_id = t.organization_id and p.id = t.event_id
    ), ended as (
      insert into ended_delivery (id, organization_id, webhook_id, event_id, event_at, message_id, event_name, source, status, replay_of,
        replay_job_id, metadata, size, created_at, attempt_number, failure_count, has_body, ended_at)
      select id, organization_id, webhook_id, event_id, event_at, message_id, event_name, source, status, replay_of,
        replay_job_id, metadata, size, created_at, attempt_number, failure_count, has_body, coalesce(ended_at, created_at)
      from dated where status in ('succeeded', 'failed')
    ), skipped as (
      insert into skipped_delivery (id, organization_id, webhook_id, event_id, event_at, message_id, event_name, source, skip_reason, replay_of,
        replay_job_id, metadata, size, created_at, attempt_number, has_body, ended_at)
      select id, organization_id, webhook_id, event_id, event_at, message_id, event_name, source, coalesce(skip_reason, ''), replay_of,
        replay_job_id, metadata, size, created_at, attempt_number, has_body, coalesce(ended_at, created_at)
      from dated where status = 'skipped' and id >= ${idAt(retention.skippedDays)}
    ), bodies as (
      insert into delivery_body (delivery_id, payload, original_payload)
      select id, payload, original_payload from dated
      where has_body and id >= ${idAt(retention.bodyDays)} and (status <> 'skipped' or id >= ${idAt(retention.skippedDays)})
    )
    select count(*)::int as count, max(id) as position from taken`;
  return moved;
}

/** Moves the next attempts of deliveries that are kept, of those that wait too. */
async function moveAttempts({ tx, now, retention, chunk, position }: Move): Promise<Moved> {
  const idAt = (days: number) => firstIdAt("delivery", keptFrom({ now, days }));
  // A delivery has few attempts, so a chunk takes up the last delivery of the one before again.
  const [moved] = await tx.$queryRaw<[Moved]>`
    with taken as (
      delete from attempt_before where ctid = any(array(
        select ctid from attempt_before where delivery_id >= ${position ?? idAt(retention.deliveryDays)} order by delivery_id, number limit ${chunk}
      )) returning *, coalesce(response_body, '') <> '' as has_body
    ), recorded as (
      insert into recorded_attempt (delivery_id, number, organization_id, started_at, url, http_method, request_headers, webhook_version,
        status_code, response_headers, response_cut, error_code, error_message, remote_address, dns_ms, connect_ms, tls_ms, first_byte_ms,
        total_ms, has_body)
      select delivery_id, number, organization_id, started_at, url, http_method, request_headers, webhook_version,
        status_code, response_headers, response_cut, error_code, error_message, remote_address, dns_ms, connect_ms, tls_ms, first_byte_ms,
        total_ms, has_body
      from taken
    ), bodies as (
      insert into attempt_body (delivery_id, number, response_body)
      select delivery_id, number, response_body from taken where has_body and delivery_id >= ${idAt(retention.bodyDays)}
    )
    select count(*)::int as count, max(delivery_id) as position from taken`;
  return moved;
}

/** Makes the views without the old tables, and drops these. */
async function dropOldTables(db: Database): Promise<void> {
  await withShortLocks(db, async (tx) => {
    for (const view of ["delivery", "attempt", "event"]) {
      await tx.$executeRawUnsafe(`drop view ${view}`);
      await tx.$executeRawUnsafe(`alter view ${view}_since rename to ${view}`);
      await tx.$executeRawUnsafe(`drop table ${view}_before`);
    }
  });
}
