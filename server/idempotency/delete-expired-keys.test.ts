import { expect, it } from "vitest";
import { HOUR_MS } from "@/domain/duration";
import { deleteExpiredKeys } from "@/server/idempotency/delete-expired-keys";
import { withTestDatabase } from "@/tests/support/test-database";
import { makeOrganization } from "@/tests/support/test-rows";

const database = withTestDatabase();

it("deletes every organization's keys that are older than 24 hours, a chunk at a time, and keeps the rest", async () => {
  const { db } = database;
  const now = new Date("2026-01-02T00:00:00.000Z");
  const organizationIds = [await makeOrganization(db), await makeOrganization(db)];
  const ages = [26, 25, 24, 23.9];
  const rows = organizationIds.flatMap((organizationId) =>
    ages.map((hours) => ({
      organizationId,
      actorId: "tok_x",
      key: `${hours}`,
      requestHash: "x",
      ownerId: "x",
      leaseUntil: now,
      createdAt: new Date(now.getTime() - hours * HOUR_MS),
    })),
  );
  await db.idempotencyKey.createMany({ data: rows });
  const before = await db.idempotencyKey.count();

  expect(await deleteExpiredKeys({ db, clock: { now: () => now }, chunk: 2 })).toBe(before - 2);
  expect((await db.idempotencyKey.findMany()).map(({ key }) => key)).toEqual(["23.9", "23.9"]);
  expect(await deleteExpiredKeys({ db, clock: { now: () => now }, chunk: 2 })).toBe(0);
});
