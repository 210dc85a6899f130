import { Inngest } from "inngest";
import pg from "pg";
import { waitForHostLock } from "@/inngest/runtime/host-lock";
import { startHost } from "@/inngest/runtime/start-host";
import { createLogger } from "@/server/platform/logger";

/**
 * A host in a process of its own, which host-crash.test.ts kills. Its function records each step in the table `seen`. The second
 * step hangs the first time, so that the kill happens in the middle of a run.
 */
const [, , databaseUrl = ""] = process.argv;
const logger = createLogger({ level: "error" });
const pool = new pg.Pool({ connectionString: databaseUrl });
const see = async (what: string) =>
  (await pool.query("insert into seen (what) values ($1) returning (select count(*)::int from seen where what = $1) as before", [what]))
    .rows[0].before;

const lock = await waitForHostLock({ databaseUrl, ownerId: `host:${process.pid}`, onWait: () => void see("waiting") });
const inngest = new Inngest({ id: "crash", isDev: true, aiMetadata: false, logger });
const fn = inngest.createFunction({ id: "three-steps", triggers: [{ event: "crash" }] }, async ({ step }) => {
  await step.run("one", () => see("one"));
  await step.run("two", async () => {
    if ((await see("two")) === 0) await new Promise(() => undefined);
  });
  await step.run("three", () => see("three"));
});
await startHost({ databaseUrl, inngest, functions: [fn], logger, pollIntervalMs: 50 });
lock?.beat();
