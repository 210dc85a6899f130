import type { ChildProcess } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { killStack } from "@/bench/faults/kill-stack";
import { startPublishStream } from "@/bench/faults/publish-stream";
import { startRecordingReceiver } from "@/bench/faults/recording-receiver";
import { judge } from "@/bench/faults/verdict";
import { connectApi } from "@/bench/support/api";
import { startDatabase } from "@/bench/support/stack";
import { findFreePort, makeStackSettings, spawnStack, waitUntilHealthy } from "@/bench/support/stack-process";

/**
 * `npm run faults`: publishes events without end while the whole stack is killed with SIGKILL at random moments, over 20 starts,
 * and while PostgreSQL crashes and restarts. Then it compares the accepted events with the records and the arrivals. It sends to
 * loopback only and ends by itself. Its exit code is 1 where an event was lost, is stuck, or is recorded falsely.
 */
const { values } = parseArgs({ options: { starts: { type: "string", default: "20" }, crashes: { type: "string", default: "5" } } });
const STARTS = Number(values.starts);
const CRASHES = Number(values.crashes);
const WEBHOOKS = 2;
const EVENT_NAME = "product_updated";
/** The range of the time of a kill after a start, and of a crash after the one before. */
const AFTER_MS = { soonest: 500, latest: 9_000 };
/** Accepted, refused for the moment, or no server. */
const EXPECTED_ANSWERS = ["202", "503", "unreachable"];
const PATIENCE_MS = 120_000;

const tell = (line: string) => process.stderr.write(`${line}\n`);
const someTime = () => sleep(AFTER_MS.soonest + Math.random() * (AFTER_MS.latest - AFTER_MS.soonest));

const dataDir = await mkdtemp(join(tmpdir(), "postern-faults-"));
const { server, databaseUrl } = await startDatabase(dataDir);
const receiver = await startRecordingReceiver();
const settings = makeStackSettings({ databaseUrl, dataDir: join(dataDir, "postern"), port: await findFreePort() });
/** The log of the latest start, shown only when it ended unexpectedly. */
const logPath = join(dataDir, "stack.log");
let child: ChildProcess = spawnStack(settings, logPath);
try {
  await waitUntilHealthy(settings.baseUrl, child);
  const api = connectApi(settings);
  for (let n = 0; n < WEBHOOKS; n++) await api.createWebhook({ url: receiver.url, eventName: EVENT_NAME });
  await api.close();

  const stream = startPublishStream({ ...settings, eventName: EVENT_NAME });
  for (let n = 1; n <= STARTS; n++) {
    // Half of the kills hit a stack at work, the others one that may still be starting.
    if (n % 2 === 0) await waitUntilHealthy(settings.baseUrl, child);
    await someTime();
    if (child.exitCode !== null) throw new Error(`Start ${n} ended by itself with ${child.exitCode}.`);
    const killed = await killStack(child);
    tell(`kill ${n} of ${STARTS}: ${killed} processes; ${stream.accepted.size} events accepted so far`);
    child = spawnStack(settings, logPath);
  }
  await waitUntilHealthy(settings.baseUrl, child);
  for (let n = 1; n <= CRASHES; n++) {
    await someTime();
    await server.crash();
    tell(`PostgreSQL crash ${n} of ${CRASHES}; ${stream.accepted.size} events accepted so far`);
  }
  await someTime();
  await stream.stop();
  tell("waiting for what is in progress …");
  const verdict = await judge({ databaseUrl, ...stream, answered: receiver.answered, webhooks: WEBHOOKS, patienceMs: PATIENCE_MS });
  process.stdout.write(`${JSON.stringify({ ...verdict, answers: stream.answers }, null, 2)}\n`);
  const unexpected = Object.keys(stream.answers).filter((answer) => !EXPECTED_ANSWERS.includes(answer));
  const isSound = verdict.lost + verdict.stuck + verdict.failed + verdict.falselySucceeded === 0 && unexpected.length === 0;
  process.stdout.write(isSound ? "Nothing was lost, is stuck, or is recorded falsely.\n" : "This must not be: see above.\n");
  if (!isSound) process.exitCode = 1;
} catch (error) {
  tell(await readFile(logPath, "utf8"));
  throw error;
} finally {
  await killStack(child);
  await server.stop();
  await receiver.close();
  await rm(dataDir, { recursive: true, force: true });
}
