import { describe, expect, it } from "vitest";
import { fillOrganization } from "@/bin/demo-data/fill-organization";
import { DAY_MS } from "@/domain/duration";
import { listDeliveries } from "@/server/delivery/list-deliveries";
import { publishEvents } from "@/server/event/publish-events";
import { listWebhooks } from "@/server/webhook/list-webhooks";
import { createTestContext } from "@/tests/support/test-context";
import { withTestDatabase } from "@/tests/support/test-database";
import { makeOrganization } from "@/tests/support/test-rows";

const WEEK_MS = 7 * DAY_MS;
/** The time is fixed because it decides how much falls into which hour of which webhook, and so what fails. */
const now = new Date("2026-11-18T15:00:00Z");

const database = withTestDatabase();
const fill = async (seed: number, deliveries = 4_000) => {
  const organizationId = await makeOrganization(database.db);
  const ctx = createTestContext({ db: database.db, organizationId, overrides: { clock: { now: () => now } } });
  return { ctx, organizationId, made: await fillOrganization({ ctx, deliveries, seed }) };
};
/** Returns the demo's content without its ids. */
const shapeOf = (organizationId: string) =>
  database.db.$queryRaw`
    select w.name, d.status, d.source, d.created_at, d.skip_reason, d.attempt_number, a.status_code, a.total_ms
    from delivery d join webhook w on w.id = d.webhook_id left join attempt a on a.delivery_id = d.id and a.number = 1
    where d.organization_id = ${organizationId} order by w.name, d.created_at, d.id`;

describe("demo data", () => {
  it("is as many deliveries as asked for, but for replays of what did not fail, within the last week, of every outcome", async () => {
    const { organizationId, made } = await fill(1);
    expect(made.deliveries).toBeGreaterThan(3_980);
    expect(made.deliveries).toBeLessThanOrEqual(4_000);
    const groups = await database.db.delivery.groupBy({
      by: ["status"],
      where: { organizationId },
      _count: true,
      _min: { createdAt: true },
      _max: { createdAt: true },
    });
    expect(groups.reduce((sum, { _count }) => sum + _count, 0)).toBe(made.deliveries);
    expect(groups.map(({ status }) => status).sort()).toEqual(["failed", "in_progress", "skipped", "succeeded"]);
    for (const { _min, _max } of groups) {
      expect(_min.createdAt?.getTime()).toBeGreaterThanOrEqual(now.getTime() - WEEK_MS);
      expect(_max.createdAt?.getTime()).toBeLessThanOrEqual(now.getTime());
    }
    const codes = await database.db.attempt.groupBy({ by: ["errorCode"], where: { organizationId } });
    expect(codes.length).toBeGreaterThanOrEqual(5);
    expect(await database.db.delivery.count({ where: { organizationId, replayOf: { not: null } } })).toBeGreaterThan(0);
  });

  it("is the same for the same seed, and another for another one", async () => {
    const [one, same, other] = [await fill(7, 1_500), await fill(7, 1_500), await fill(8, 1_500)];
    expect(await shapeOf(same.organizationId)).toEqual(await shapeOf(one.organizationId));
    expect(await shapeOf(other.organizationId)).not.toEqual(await shapeOf(one.organizationId));
  });

  it("keeps every promise that stored deliveries make: each ended, waiting or skipped as its row says", async () => {
    const { organizationId } = await fill(3);
    const [faults] = await database.db.$queryRaw<[Record<string, bigint>]>`
      select
        count(*) filter (where (status = 'in_progress') <> (next_at is not null)) as waiting_without_time,
        count(*) filter (where (status = 'in_progress') = (ended_at is not null)) as ended_wrongly,
        count(*) filter (where (status = 'skipped') <> (skip_reason is not null)) as skipped_without_reason,
        count(*) filter (where status in ('succeeded', 'failed') and payload is null) as sent_without_payload,
        count(*) filter (where payload is not null and payload !~ '^[{].*[}]$') as payload_of_another_form,
        count(*) filter (where status in ('succeeded', 'failed') and (select count(*) from attempt a where a.delivery_id = d.id) <> attempt_number) as attempts_missing,
        count(*) filter (where status = 'succeeded' and not exists (
          select 1 from attempt a where a.delivery_id = d.id and a.number = d.attempt_number and a.status_code = 200 and a.error_code is null)) as success_without_answer,
        count(*) filter (where not exists (select 1 from event e where e.organization_id = d.organization_id and e.id = d.event_id)) as event_missing
      from delivery d where organization_id = ${organizationId}`;
    expect(Object.entries(faults).filter(([, count]) => count > 0n)).toEqual([]);
  });

  it("can be worked with: listed, and published to", async () => {
    const { ctx } = await fill(4, 1_000);
    const webhooks = await listWebhooks({ ctx, input: {} });
    expect(new Set(webhooks.map(({ status }) => status))).toEqual(new Set(["active", "inactive", "incomplete"]));
    const page = await listDeliveries({ ctx, input: { limit: 25 } });
    expect(page.has_more).toBe(true);
    expect(JSON.parse(page.data.find(({ payload }) => payload)?.payload ?? "null")).toBeTypeOf("object");
    const { events } = await publishEvents({ ctx, input: { eventName: "order.created", entity: { number: "SO-1" } } });
    expect(events[0]?.deliveries).toMatchObject([{ status: "in_progress" }]);
  });
});
