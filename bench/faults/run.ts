import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { judgeExecutions } from "@/bench/faults/judge-executions";
import { startRecordingReceiver } from "@/bench/faults/recording-receiver";
import { makeStacks } from "@/bench/faults/stacks";
import { STARTING_REQUEST, stageAutomation } from "@/bench/faults/stage-automation";
import { startStream } from "@/bench/faults/stream";
import { judge } from "@/bench/faults/verdict";
import { connectApi } from "@/bench/support/api";
import { startDatabase } from "@/bench/support/stack";

/**
 * `npm run faults`: publishes events and starts executions of three acts without end while a whole stack is killed with SIGKILL at
 * random moments, over 20 starts, and while PostgreSQL crashes and restarts. Then it compares what was accepted with the records and
 * the arrivals. With `--stacks 2` another stack takes over, and with `--inngest http://127.0.0.1:8288` an Inngest dev server runs the
 * functions. It sends to loopback only and ends by itself. Its exit code is 1 where something was lost, is stuck, was done twice, or is
 * recorded falsely.
 */
const { values } = parseArgs({
  options: {
    starts: { type: "string", default: "20" },
    crashes: { type: "string", default: "5" },
    stacks: { type: "string", default: "1" },
    inngest: { type: "string" },
  },
});
const STARTS = Number(values.starts);
const CRASHES = Number(values.crashes);
const WEBHOOKS = 2;
const EVENT_NAME = "product_updated";
/** The range of the time of a kill after a start, and of a crash after the one before. */
const AFTER_MS = { soonest: 500, latest: 9_000 };
/** Accepted, refused for the moment, or no server. */
const EXPECTED_ANSWERS = ["200", "201", "202", "503", "unreachable"];
/** Without the embedded host, the deliveries of a process that was killed wait for their leases: up to three minutes. */
const PATIENCE_MS = values.inngest ? 300_000 : 120_000;

const tell = (line: string) => process.stderr.write(`${line}\n`);
const someTime = () => sleep(AFTER_MS.soonest + Math.random() * (AFTER_MS.latest - AFTER_MS.soonest));

const dataDir = await mkdtemp(join(tmpdir(), "postern-faults-"));
const { server, databaseUrl } = await startDatabase(dataDir);
const receiver = await startRecordingReceiver();
const stacks = await makeStacks({ databaseUrl, dataDir, count: Number(values.stacks), inngestUrl: values.inngest });
try {
  await stacks.untilHealthy();
  const api = connectApi(stacks);
  for (let n = 0; n < WEBHOOKS; n++) await api.createWebhook({ url: receiver.url, eventName: EVENT_NAME });
  await stageAutomation({ api, url: receiver.url });
  await api.close();

  const events = startStream({
    ...{ baseUrl: stacks.baseUrl, token: stacks.token, callers: 8, method: "POST", path: "/v1/webhooks/events" },
    body: (id) => ({ event_id: id, eventName: EVENT_NAME, entity: { _id: id, note: "fault run" } }),
    accepts: (status) => status === 202,
  });
  const starts = startStream({ baseUrl: stacks.baseUrl, token: stacks.token, callers: 2, ...STARTING_REQUEST });
  const soFar = () => `${events.accepted.size} events and ${starts.accepted.size} starts accepted so far`;
  for (let n = 1; n <= STARTS; n++) {
    // Half of the kills hit a stack at work, the others one that may still be starting.
    if (n % 2 === 0) await stacks.untilHealthy();
    await someTime();
    tell(`kill ${n} of ${STARTS}: ${await stacks.killOne()} processes; ${soFar()}`);
  }
  await stacks.untilHealthy();
  for (let n = 1; n <= CRASHES; n++) {
    await someTime();
    await server.crash();
    tell(`PostgreSQL crash ${n} of ${CRASHES}; ${soFar()}`);
  }
  await someTime();
  await Promise.all([events.stop(), starts.stop()]);
  tell("waiting for what is in progress …");
  const executions = await judgeExecutions({ databaseUrl, accepted: starts.accepted, patienceMs: PATIENCE_MS });
  const verdict = await judge({
    ...{ databaseUrl, accepted: events.accepted, answered: receiver.answered, webhooks: WEBHOOKS, patienceMs: PATIENCE_MS },
  });
  const answers = { events: events.answers, starts: starts.answers };
  process.stdout.write(`${JSON.stringify({ ...verdict, executions, answers }, null, 2)}\n`);
  const unexpected = Object.values(answers).flatMap((of) => Object.keys(of).filter((answer) => !EXPECTED_ANSWERS.includes(answer)));
  const { notOnce } = executions;
  const faults = [
    verdict.lost,
    verdict.stuck,
    verdict.failed,
    verdict.falselySucceeded,
    executions.lost,
    executions.stuck,
    executions.failed,
  ];
  const isSound = [...faults, notOnce.order, notOnce.call, notOnce.event, unexpected.length].every((count) => count === 0);
  process.stdout.write(
    isSound ? "Nothing was lost, is stuck, was done twice, or is recorded falsely.\n" : "This must not be: see above.\n",
  );
  if (!isSound) process.exitCode = 1;
} catch (error) {
  tell(await stacks.logs());
  throw error;
} finally {
  await stacks.stop();
  await server.stop();
  await receiver.close();
  await rm(dataDir, { recursive: true, force: true });
}
