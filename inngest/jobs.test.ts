import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { getJobs } from "@/inngest/jobs";
import { migrateHost } from "@/inngest/runtime/migrate-host";
import { getDatabase } from "@/server/platform/db";
import { eventually } from "@/tests/support/eventually";
import { createTestDatabase, type TestDatabase } from "@/tests/support/test-database";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await migrateHost({ databaseUrl: database.databaseUrl });
  vi.stubEnv("DATABASE_URL", database.databaseUrl);
  vi.stubEnv("POSTERN_SECRET_KEY", randomBytes(32).toString("base64"));
});
afterAll(async () => {
  await getDatabase().$disconnect();
  await database.drop();
});

const readJobs = () =>
  database.db.$queryRaw<
    { key: string; isLater: boolean }[]
  >`select key, run_at > now() as "isLater" from graphile_worker.jobs order by run_at`;

describe("getJobs, with the embedded host", () => {
  it("puts one ring into the queue however often it is called, and one for a later second", async () => {
    const jobs = getJobs();
    for (let i = 0; i < 20; i++) await jobs.send({ name: "webhook/deliveries.due" });
    const at = new Date(Math.ceil((Date.now() + 60_000) / 1_000) * 1_000);
    for (let i = 0; i < 20; i++) await jobs.send({ name: "webhook/deliveries.due", at });
    await eventually(async () =>
      expect(await readJobs()).toEqual([
        { key: "webhook/deliveries.due", isLater: false },
        { key: `webhook/deliveries.due@${at.getTime()}`, isLater: true },
      ]),
    );
  });
});
