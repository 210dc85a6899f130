import { beforeAll, describe, expect, it } from "vitest";
import { connectJobs } from "@/inngest/jobs";
import { migrateHost } from "@/inngest/runtime/migrate-host";
import { loadEnv } from "@/server/platform/env";
import { eventually } from "@/tests/support/eventually";
import { testLogger } from "@/tests/support/test-context";
import { withTestDatabase } from "@/tests/support/test-database";

const database = withTestDatabase();
beforeAll(async () => {
  await migrateHost({ databaseUrl: database.databaseUrl });
});

const readJobs = () =>
  database.db.$queryRaw<
    { key: string; isLater: boolean }[]
  >`select key, run_at > now() as "isLater" from graphile_worker.jobs order by run_at`;

describe("connectJobs, with the embedded host", () => {
  it("puts one ring into the queue however often it is called, and one for a later second", async () => {
    const jobs = connectJobs({ env: loadEnv({}), db: database.db, logger: testLogger });
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
