import { Inngest, type InngestFunction } from "inngest";
import { createEmbeddedJobs, createInngestJobs } from "@/inngest/jobs";
import { serveEvents } from "@/inngest/runtime/embedded-fetch";
import { startHost } from "@/inngest/runtime/start-host";
import type { Jobs } from "@/server/jobs";
import { PATIENCE_MS } from "@/tests/support/eventually";
import type { HostUnderTest } from "@/tests/support/host-contract";
import { inngestUrl, startInngestApp } from "@/tests/support/inngest-app";
import { testLogger } from "@/tests/support/test-context";
import type { TestDatabase } from "@/tests/support/test-database";

/** A host that job ports can ring, as verbs do. */
export interface RingableHost extends HostUnderTest {
  /** Creates the jobs port of one more process. */
  makeJobs(): Jobs;
}

export interface HostKind {
  name: string;
  /** The longest time that it may take for what it does by itself. */
  timeoutMs: number;
  start(
    database: Pick<TestDatabase, "db" | "databaseUrl">,
    define: (inngest: Inngest.Any, makeJobs: () => Jobs) => InngestFunction.Any[],
  ): Promise<RingableHost>;
}

/** Ignores an error: a lost ring fails the test that waits for it. */
const onError = () => undefined;
const silent = { info: () => {}, warn: () => {}, error: () => {}, debug: () => {} };

const embeddedHost: HostKind = {
  name: "the embedded host",
  timeoutMs: PATIENCE_MS,
  start: async ({ db, databaseUrl }, define) => {
    // Jobs and runs that an earlier test's host left behind would be run by this one.
    await db.$executeRaw`delete from graphile_worker._private_jobs`;
    await db.$executeRaw`delete from host_run`;
    const fetch = serveEvents(db);
    const inngest = new Inngest({ id: "test", isDev: true, baseUrl: "http://embedded.invalid", fetch, logger: silent, aiMetadata: false });
    const makeJobs = () => createEmbeddedJobs({ db, onError });
    const functions = define(inngest, makeJobs);
    const host = await startHost({ databaseUrl, inngest, functions, logger: testLogger, backoffMs: () => 50, pollIntervalMs: 50 });
    /** Queues the jobs that graphile-worker queues when the minute comes. */
    const passMinute = async () => {
      for (const { id, triggers } of functions.map((fn) => ({ id: fn.id("test"), triggers: fn.opts.triggers ?? [] }))) {
        for (const trigger of [triggers].flat()) {
          if (!("cron" in trigger)) continue;
          const payload = { functionId: id, cron: trigger.cron, _cron: { ts: new Date().toISOString(), backfilled: false } };
          await db.$executeRaw`select graphile_worker.add_job('inngest/cron', ${JSON.stringify(payload)}::json)`;
        }
      }
    };
    return { inngest, makeJobs, passMinute, stop: () => host.stop() };
  },
};

function inngestAt(url: string): HostKind {
  return {
    name: `Inngest at ${url}`,
    // Inngest has its own pace of retries: four tries of a step take up to two minutes, unless the dev server has another --retry-interval.
    timeoutMs: 180_000,
    start: async (_database, define) => {
      const makeJobs = (inngest: Inngest.Any) => createInngestJobs({ inngest, onError });
      const app = await startInngestApp({ url, define: (inngest) => define(inngest, () => makeJobs(inngest)) });
      return { ...app, makeJobs: () => makeJobs(app.inngest) };
    },
  };
}

/** The hosts that the contract is tested with: always the embedded one, and Inngest itself where TEST_INNGEST_URL names one. */
export const hostsUnderTest: HostKind[] = inngestUrl ? [embeddedHost, inngestAt(inngestUrl)] : [embeddedHost];
