import { firstIdAt, firstUlidAt } from "@/domain/id-times";
import { keptFrom, type Retention } from "@/domain/retention/retention";
import { Prisma } from "@/prisma/generated/client";
import type { Database } from "@/server/platform/db";
import { countDeletedReplays } from "@/server/retention/replay-counts";
import { retentionOf } from "@/server/retention/retention-of";

/** The deliveries that one statement deletes, with their attempts and texts. */
const CHUNK = 1_000;

/**
 * Deletes what organizations keep for a shorter time than the installation does, in chunks over their own indexes. It begins with
 * the organization's mark, from which its deliveries are kept. Bodies are deleted once a day. Returns the number of deliveries
 * that were deleted.
 */
export async function deleteOwnHistory(input: { db: Database; now: Date; retention: Retention; chunk?: number }): Promise<number> {
  const { db, now, retention: installation, chunk = CHUNK } = input;
  const organizations = await db.organization.findMany({
    where: { OR: [{ deliveryRetentionDays: { not: null } }, { bodyRetentionDays: { not: null } }] },
  });
  let deleted = 0;
  for (const organization of organizations) {
    const { id: organizationId, deliveriesKeptFrom, bodiesKeptFrom } = organization;
    const retention = retentionOf({ installation, own: organization });
    const fromOf = (days: number) => new Date(keptFrom({ now, days }));
    const own = { db, organizationId, chunk };
    const from = fromOf(retention.deliveryDays);
    if (retention.deliveryDays < installation.deliveryDays) {
      if (deliveriesKeptFrom === null || deliveriesKeptFrom < from) {
        await db.organization.update({ where: { id: organizationId }, data: { deliveriesKeptFrom: from } });
      }
      deleted += await deleteDeliveries({ ...own, table: "ended_delivery", before: from });
      await deleteActivities({ ...own, before: from });
    }
    if (retention.skippedDays < installation.skippedDays) {
      deleted += await deleteDeliveries({ ...own, table: "skipped_delivery", before: fromOf(retention.skippedDays) });
    }
    const bodiesFrom = fromOf(retention.bodyDays);
    if (retention.bodyDays < installation.bodyDays && (bodiesKeptFrom === null || bodiesKeptFrom < bodiesFrom)) {
      await deleteBodies({ ...own, after: fromOf(installation.bodyDays), before: bodiesFrom });
      await deleteEvents({ ...own, before: bodiesFrom });
      await db.organization.update({ where: { id: organizationId }, data: { bodiesKeptFrom: bodiesFrom } });
    }
  }
  return deleted;
}

interface Own {
  db: Database;
  organizationId: string;
  chunk: number;
}

/** Deletes the organization's deliveries that were made before a time, the oldest first, with all that belongs to them. */
async function deleteDeliveries(input: Own & { table: "ended_delivery" | "skipped_delivery"; before: Date }): Promise<number> {
  const { db, organizationId, chunk, table, before } = input;
  const name = Prisma.raw(table);
  const counting = countDeletedReplays({ table: { name: table }, from: "deleted" });
  let deleted = 0;
  for (let count = chunk; count === chunk; deleted += count) {
    const rows = await db.$queryRaw<[{ count: number }]>`
      with over as materialized (
        select id from ${name}
        where organization_id = ${organizationId} and created_at < ${before} and id < ${firstIdAt("delivery", before.getTime())}
        order by created_at, id limit ${chunk}
      ), deleted as (
        delete from ${name} where id = any(array(select id from over)) returning *
      ), bodies as (
        delete from delivery_body where delivery_id = any(array(select id from over))
      ), attempts as (
        delete from recorded_attempt where delivery_id = any(array(select id from over))
      ), answers as (
        delete from attempt_body where delivery_id = any(array(select id from over))
      ), counted as (
        ${Prisma.raw(counting ?? "select")}
      )
      select count(*)::int as count from deleted`;
    count = rows[0].count;
  }
  return deleted;
}

/** Deletes the organization's activities that were made before a time, the oldest first, with their operations. */
async function deleteActivities({ db, organizationId, chunk, before }: Own & { before: Date }): Promise<void> {
  for (let count = chunk; count === chunk; ) {
    const [deleted] = await db.$queryRaw<[{ count: number }]>`
      with over as materialized (
        select id from activity where organization_id = ${organizationId} and id < ${firstUlidAt(before.getTime())} order by id limit ${chunk}
      ), operations as (
        delete from activity_operation where organization_id = ${organizationId} and activity_id = any(array(select id from over))
      ), activities as (
        delete from activity where organization_id = ${organizationId} and id = any(array(select id from over))
      )
      select count(*)::int as count from over`;
    count = deleted.count;
  }
}

/** Deletes the texts and the bodies of answers of the organization's deliveries that were made between two times. */
async function deleteBodies({ db, organizationId, chunk, after, before }: Own & { after: Date; before: Date }): Promise<void> {
  for (const table of ["ended_delivery", "skipped_delivery"]) {
    let position = { createdAt: after, id: "" };
    for (let count = chunk; count === chunk; ) {
      const passed = await db.$queryRaw<{ id: string; createdAt: Date }[]>`
        select id, created_at as "createdAt" from ${Prisma.raw(table)}
        where organization_id = ${organizationId} and created_at < ${before} and (created_at, id) > (${position.createdAt}, ${position.id})
        order by created_at, id limit ${chunk}`;
      const ids = passed.map(({ id }) => id);
      await db.$transaction([
        db.$executeRaw`delete from delivery_body where delivery_id = any(${ids}::text[])`,
        db.$executeRaw`delete from attempt_body where delivery_id = any(${ids}::text[])`,
      ]);
      position = passed.at(-1) ?? position;
      count = passed.length;
    }
  }
}

/** Deletes the organization's events that were published before a time, unless a delivery waits to be built from one. */
async function deleteEvents({ db, organizationId, chunk, before }: Own & { before: Date }): Promise<void> {
  for (let count = chunk; count === chunk; ) {
    count = await db.$executeRaw`
      delete from event_body e using (
        select organization_id, id, created_at from event_body o
        where o.organization_id = ${organizationId} and o.created_at < ${before} and not exists (
          select from queued_delivery q where q.payload is null and q.organization_id = o.organization_id and q.event_id = o.id
        )
        limit ${chunk}
      ) over
      where e.organization_id = over.organization_id and e.id = over.id and e.created_at = over.created_at`;
  }
}
