import "@/inngest/runtime/without-async-context";
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Logger } from "pino";
import { createClient } from "@/inngest/client";
import { createFunctions } from "@/inngest/functions/create-functions";
import { connectJobs } from "@/inngest/jobs";
import { type HostLock, holdHostLock } from "@/inngest/runtime/host-lock";
import { startHost } from "@/inngest/runtime/start-host";
import { createProcess, HOST_OWNER_PREFIX, type Process } from "@/server/process";
import { freeLeases } from "@/server/queue/free-leases";
import { reviveReplayJobs } from "@/server/replay-job/revive-replay-jobs";

/** The embedded host, a process of its own (docs/decisions/001). `npm start` runs its bundle, `npm run dev` this file. */

/** The exit code that tells the starting process that another host lives, so that trying again is of no use. */
const EXIT_OTHER_HOST = 3;
/** The time to wait for the lock. PostgreSQL frees a killed host's lock as soon as it sees the connection closed. */
const LOCK_WAIT_MS = 15_000;

// The SDK copies the environment several times a call, and reading Node's own takes a tenth of this process's time.
process.env = { ...process.env };

async function waitForLock(databaseUrl: string): Promise<HostLock | null> {
  const ownerId = `${HOST_OWNER_PREFIX}${randomUUID()}`;
  for (const until = Date.now() + LOCK_WAIT_MS; Date.now() < until; await sleep(200)) {
    const lock = await holdHostLock({ databaseUrl, ownerId });
    if (lock) return lock;
  }
  return null;
}

async function main(own: Process, logger: Logger): Promise<void> {
  const { db, jobs } = own.means;
  const { databaseUrl } = own;
  const lock = await waitForLock(databaseUrl);
  if (!lock) {
    console.error("Another Postern runs its host on this database.");
    process.exit(EXIT_OTHER_HOST);
  }

  await freeLeases({ db, ownerPrefix: HOST_OWNER_PREFIX });
  const inngest = createClient({ env: own.env, ...own.means });
  const host = await startHost({ databaseUrl, inngest, functions: createFunctions({ inngest, own }), logger });
  lock.beat();
  await jobs.send({ name: "webhook/deliveries.due" });
  // The only host begins, so nobody else continues a replay job, and none waits for a step's next try or a lost event.
  await reviveReplayJobs({ db, jobs, silentForMs: 0 });
  logger.info("The host is running.");

  let isStopping = false;
  const stop = async (code: number) => {
    if (isStopping) return;
    isStopping = true;
    await lock.retire();
    await Promise.all([host.stop(), own.drain()]);
    await lock.release();
    await own.close();
    process.exit(code);
  };
  const stopForFault = (fault: string) => {
    if (isStopping) return;
    logger.fatal(fault);
    // Without the lock another host may be at work already, so nothing may be finished here. Leases take care of the rest.
    process.exit(1);
  };
  process.once("SIGTERM", () => stop(0));
  process.once("SIGINT", () => stop(0));
  process.once("disconnect", () => stop(0));
  lock.lost.then(() => stopForFault("The connection that makes this the one host was lost."));
  host.ended.then(
    () => stopForFault("The queue's worker ended by itself."),
    (error) => stopForFault(`The queue's worker failed: ${error}`),
  );
}

const own = createProcess({ connectJobs });
const logger = own.means.logger.child({ part: "host" });
main(own, logger).catch((error) => {
  logger.fatal({ err: error }, "The host could not start.");
  process.exit(1);
});
