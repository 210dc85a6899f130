import "@/inngest/runtime/without-async-context";
import { randomUUID } from "node:crypto";
import type { Logger } from "pino";
import { sendBeats } from "@/bin/beats/send-beats";
import { createClient } from "@/inngest/client";
import { createFunctions } from "@/inngest/functions/create-functions";
import { connectJobs } from "@/inngest/jobs";
import { type HostWait, waitForHostLock } from "@/inngest/runtime/host-lock";
import { startHost } from "@/inngest/runtime/start-host";
import { reviveExecutions } from "@/server/automation/revive-executions";
import { createProcess, HOST_OWNER_PREFIX, type Process } from "@/server/process";
import { freeLeases } from "@/server/queue/free-leases";
import { reviveReplayJobs } from "@/server/replay-job/revive-replay-jobs";

/** The embedded host, a process of its own (docs/decisions/001). `npm start` runs its bundle, `npm run dev` this file. */

// The SDK copies the environment several times a call, and reading Node's own takes a tenth of this process's time.
process.env = { ...process.env };

async function main(own: Process, logger: Logger): Promise<void> {
  const { databaseUrl, stopping } = own;
  const { db, jobs } = own.means;
  for (const name of ["SIGTERM", "SIGINT", "disconnect"] as const) process.once(name, () => own.announceStop());
  sendBeats();
  const ownerId = `${HOST_OWNER_PREFIX}${randomUUID()}`;
  const lock = await waitForHostLock({ databaseUrl, ownerId, signal: stopping, onWait: (wait) => tellWait(wait, logger) });
  if (!lock) {
    await own.close();
    process.exit(0);
  }

  await freeLeases({ db, ownerPrefix: HOST_OWNER_PREFIX });
  const inngest = createClient({ env: own.env, ...own.means });
  const host = await startHost({ databaseUrl, inngest, functions: createFunctions({ inngest, own }), logger });
  lock.beat();
  await jobs.send({ name: "webhook/deliveries.due" });
  // The only host begins, so nobody else continues a replay job, and none waits for a step's next try or a lost event.
  await reviveReplayJobs({ db, jobs, silentForMs: 0 });
  await reviveExecutions({ db, jobs, isAlone: true });
  logger.info("The host is running.");

  const stop = async () => {
    // The place is kept until the open requests have ended: the next host frees all that hosts before it had taken.
    await Promise.all([host.stop(), own.drain()]);
    await lock.release();
    await own.close();
    process.exit(0);
  };
  const stopForFault = (fault: string) => {
    if (stopping.aborted) return;
    logger.fatal(fault);
    // Without the lock another host may be at work already, so nothing may be finished here. Leases take care of the rest.
    process.exit(1);
  };
  lock.lost.then(() => stopForFault("The connection that makes this the one host was lost."));
  host.ended.then(
    () => stopForFault("The queue's worker ended by itself."),
    (error) => stopForFault(`The queue's worker failed: ${error}`),
  );
  if (stopping.aborted) await stop();
  else stopping.addEventListener("abort", () => void stop());
}

function tellWait(wait: HostWait, logger: Logger): void {
  if (wait.for === "database") logger.warn({ err: wait.error }, "The database does not answer; the host waits for it.");
  else logger.info("Another host is at work on this database; this one waits for its place.");
}

const own = createProcess({ connectJobs });
const logger = own.means.logger.child({ part: "host" });
main(own, logger).catch((error) => {
  logger.fatal({ err: error }, "The host could not start.");
  process.exit(1);
});
