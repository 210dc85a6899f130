import { parseArgs } from "node:util";
import { measureDurableRate } from "@/bench/measure/durable-rate";
import { fillEventLog, measureEventLogPage } from "@/bench/measure/event-log-page";
import { measureLatencies } from "@/bench/measure/latency";
import { measurePublishRate } from "@/bench/measure/publish-rate";
import { startStage } from "@/bench/support/stage";
import { percentiles, round } from "@/bench/support/statistics";
import { DAY_MS } from "@/domain/duration";
import { createDatabase } from "@/server/platform/db";
import { loadEnv } from "@/server/platform/env";
import { dropDays } from "@/server/retention/drop-days";

/**
 * `npm run bench:history -- --rows 10000000`: compares an installation that has so many deliveries in its log with the same one when it
 * was empty, then measures latencies five times without, and while a day is dropped. It ends by itself.
 */
const { values } = parseArgs({ options: { rows: { type: "string", default: "10000000" } } });
const DELIVERIES = 15_000;
/** Below what a slow machine publishes one at a time, so that no latency is that of a queue before the API. */
const EVENTS_PER_SECOND = 100;
const SECONDS = 20;
const ROUNDS = 5;
const { retention } = loadEnv({});

const tell = (title: string, figures: unknown) => process.stdout.write(`${title}: ${JSON.stringify(figures)}\n`);
const stage = await startStage({ hosts: 1 });
const { stack, api, queue, receiver, urlOf, withWebhooks } = stage;

const durablePerSecond = () =>
  withWebhooks(
    10,
    "product_updated",
    () => urlOf("/ok"),
    () => measureDurableRate({ api, receiver, queue, webhooks: 10, eventName: "product_updated", deliveries: DELIVERIES }),
  );

const publishPerSecond = (requests: number, eventsARequest: number) =>
  withWebhooks(
    1,
    "automation_trigger_webhook",
    () => urlOf("/ok"),
    () => measurePublishRate({ api, eventName: "automation_trigger_webhook", requests, eventsARequest }),
  );

/** Measures latencies of a steady stream, with `beside` going on at the same time. */
const latencies = (beside: () => Promise<unknown> = async () => undefined) =>
  withWebhooks(
    1,
    "customer_request_created",
    () => urlOf("/timed"),
    async () => {
      const stream = measureLatencies({
        ...{ api, receiver, eventName: "customer_request_created" },
        ...{ eventsPerSecond: EVENTS_PER_SECOND, seconds: SECONDS },
      });
      await beside();
      return percentiles(await stream);
    },
  );

async function measureRates() {
  return {
    durablePerSecond: Math.round(await durablePerSecond()),
    publishSinglePerSecond: Math.round(await publishPerSecond(3_000, 1)),
    publishBatchPerSecond: Math.round(await publishPerSecond(200, 100)),
  };
}

/** Drops what is over so many days from now, as the clean-up of that day does. Returns the milliseconds that it took. */
async function dropDaysOver(days: number): Promise<number> {
  const db = createDatabase({ databaseUrl: stack.databaseUrl, poolSize: 1 });
  const startedAt = performance.now();
  try {
    await dropDays({ db, now: new Date(Date.now() + days * DAY_MS), retention });
    return Math.round(performance.now() - startedAt);
  } finally {
    await db.$disconnect();
  }
}

try {
  await measureRates();
  tell("empty", { ...(await measureRates()), latencyMs: await latencies() });
  await withWebhooks(
    1,
    "automation_rule_triggered",
    () => urlOf("/ok"),
    async ([webhook]) => {
      const webhookId = webhook?.id ?? "";
      const rows = Number(values.rows);
      await fillEventLog({ databaseUrl: stack.databaseUrl, webhookId, rows });
      tell("event log", { rows, pageP95Ms: round(await measureEventLogPage({ api, webhookId })) });
    },
  );
  await measureRates();
  tell("full", { ...(await measureRates()), latencyMs: await latencies() });
  tell("what is over is dropped", { tookMs: await dropDaysOver(0) });
  for (let day = 1; day <= ROUNDS; day += 1) {
    const alone = await latencies();
    let tookMs = 0;
    const besideDrop = await latencies(async () => {
      tookMs = await dropDaysOver(day);
    });
    tell("while a day is dropped", { p99Ratio: round(besideDrop.p99 / alone.p99), alone, besideDrop, tookMs });
  }
} finally {
  await stage.stop();
}
