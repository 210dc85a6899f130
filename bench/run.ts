import { measureAutomations } from "@/bench/measure/automations";
import { measureConfigList } from "@/bench/measure/config-list";
import { measureDurableRate } from "@/bench/measure/durable-rate";
import { fillEventLog, measureEventLogPage } from "@/bench/measure/event-log-page";
import { measureFilterRate } from "@/bench/measure/filter-rate";
import { measureLatencies } from "@/bench/measure/latency";
import { measurePublishRate } from "@/bench/measure/publish-rate";
import { measureRawRate } from "@/bench/measure/raw-rate";
import { measureShare } from "@/bench/measure/share";
import { readBenchOptions } from "@/bench/options";
import { type BenchReport, formatReport } from "@/bench/report";
import { type Api, inParallel } from "@/bench/support/api";
import { type BenchNumbers, benchEvent } from "@/bench/support/payload";
import { readMemoryBelow } from "@/bench/support/process-memory";
import { startStage } from "@/bench/support/stage";
import { percentiles, round } from "@/bench/support/statistics";

/**
 * `npm run bench`: measures every figure of the design's budgets in one run on one machine, with its own PostgreSQL, the
 * production stack, and a null receiver. It sends to loopback only, and ends by itself.
 */
const options = readBenchOptions(process.argv.slice(2));
const HOSTS = 1_000;
const LISTED = 1_000;
/** The executions that wait for an endpoint while other latencies are measured. */
const WAITING = 1_000;
const EVENTS_PER_SECOND = 200;
const HANG_EVENTS_PER_SECOND = 50;

const tell = (line: string) => process.stderr.write(`${line}\n`);
const stage = await startStage({ hosts: HOSTS });
const { stack, api, queue, receiver, urlOf, withWebhooks } = stage;

function durableRate(count: number, url: (index: number) => string, numbers: BenchNumbers = "plain"): Promise<number> {
  return withWebhooks(count, "product_updated", url, () =>
    measureDurableRate({ api, receiver, queue, webhooks: count, eventName: "product_updated", numbers, deliveries: options.deliveries }),
  );
}

const steadyLatencies = (source: Api) =>
  measureLatencies({
    api: source,
    receiver,
    eventName: "customer_request_created",
    eventsPerSecond: EVENTS_PER_SECOND,
    seconds: options.seconds,
  });

/** Measures latencies while events are published to a hanging endpoint. */
async function latenciesBesideHangingEndpoint(): Promise<number[]> {
  return withWebhooks(
    1,
    "automation_rule_triggered",
    () => urlOf("/hang", receiver.addresses[1]),
    async () => {
      let n = 0;
      const timer = setInterval(() => {
        void api.publish(JSON.stringify(benchEvent("automation_rule_triggered", n++)));
      }, 1000 / HANG_EVENTS_PER_SECOND);
      try {
        return await steadyLatencies(api);
      } finally {
        clearInterval(timer);
      }
    },
  );
}

/** Measures latencies beside an endpoint that is down, with a long queue: port 1 of loopback refuses connections. */
async function latenciesBesideDeadEndpoint(): Promise<number[]> {
  return withWebhooks(
    1,
    "automation_rule_triggered",
    () => "http://127.0.0.1:1/dead",
    async () => {
      const batch = JSON.stringify(Array.from({ length: 1_000 }, (_, n) => benchEvent("automation_rule_triggered", n)));
      await inParallel(new Array(Math.ceil(options.waiting / 1_000)).fill(batch), 2, (body) => api.publish(body));
      return steadyLatencies(api);
    },
  );
}

async function measureAll(): Promise<BenchReport> {
  const idle = await readMemoryBelow(stack.startPid);
  const filterPerSecond = Math.round(measureFilterRate());
  tell("raw rate …");
  const payload = JSON.stringify({ metadata: { organization_id: "org_bench" }, ...benchEvent("product_updated", 1) });
  const rawPerSecond = await measureRawRate({ receiver, payload, requests: options.deliveries });

  tell("durable rate …");
  await durableRate(10, () => urlOf("/ok"));
  const durablePerSecondByWebhooks: Record<string, number> = {};
  for (const count of [10, 1_000, 10_000]) {
    tell(`durable rate with ${count} webhooks …`);
    durablePerSecondByWebhooks[count] = Math.round(await durableRate(count, () => urlOf("/ok")));
  }
  const durablePerSecond = durablePerSecondByWebhooks["10"] ?? 0;
  const loaded = await readMemoryBelow(stack.startPid);
  tell("1,000 hosts …");
  const durablePerSecondManyHosts = Math.round(await durableRate(HOSTS, (index) => urlOf("/ok", receiver.addresses[index])));

  tell(`list of ${LISTED} webhooks …`);
  const configListP95Ms = round(
    await withWebhooks(
      LISTED,
      "product_updated",
      () => urlOf("/ok"),
      () => measureConfigList({ api, webhooks: LISTED }),
    ),
  );

  tell("publish rates …");
  const publish = { api, eventName: "automation_trigger_webhook" };
  const publishPerSecond = (requests: number, eventsARequest: number, numbers: BenchNumbers = "plain") =>
    withWebhooks(
      1,
      publish.eventName,
      () => urlOf("/ok"),
      async () => Math.round(await measurePublishRate({ ...publish, numbers, requests, eventsARequest })),
    );
  const publishSinglePerSecond = await publishPerSecond(5_000, 1);
  const publishBatchPerSecond = await publishPerSecond(200, 100);

  tell("numbers digit for digit …");
  const shareOfExactNumbers = async (rate: (numbers: BenchNumbers) => Promise<number>) =>
    round(await measureShare({ of: () => rate("plain"), measured: () => rate("exact") }));
  const exactNumbersShare = {
    publish: await shareOfExactNumbers((numbers) => publishPerSecond(200, 100, numbers)),
    durable: await shareOfExactNumbers((numbers) => durableRate(10, () => urlOf("/ok"), numbers)),
  };

  const automations = await measureAutomations({
    ...{ stage, tell, seconds: options.seconds },
    ...{
      changes: Math.ceil(options.deliveries / 12),
      runs: Math.ceil(options.deliveries / 30),
      waiting: Math.min(WAITING, options.waiting),
    },
  });

  const latency = await withWebhooks(
    1,
    "customer_request_created",
    () => urlOf("/timed"),
    async () => {
      tell("latency …");
      const alone = percentiles(await steadyLatencies(api));
      tell("latency beside a hanging endpoint …");
      const besideHanging = percentiles(await latenciesBesideHangingEndpoint());
      tell("latency beside a dead endpoint …");
      const besideDead = percentiles(await latenciesBesideDeadEndpoint());
      return { alone, besideHanging, besideDead };
    },
  );

  return withWebhooks(
    1,
    "automation_trigger_webhook",
    () => urlOf("/ok"),
    async ([webhook]) => {
      tell(`event log of ${options.rows} deliveries …`);
      const webhookId = webhook?.id ?? "";
      await fillEventLog({ databaseUrl: stack.databaseUrl, webhookId, rows: options.rows });
      const eventLogP95Ms = round(await measureEventLogPage({ api, webhookId }));
      return {
        rawPerSecond: Math.round(rawPerSecond),
        durablePerSecond,
        durableRatio: round(durablePerSecond / rawPerSecond),
        latencyMs: latency.alone,
        publishSinglePerSecond,
        publishBatchPerSecond,
        exactNumbersShare,
        ...automations,
        durablePerSecondByWebhooks,
        durablePerSecondManyHosts,
        hangP99Ratio: round(latency.besideHanging.p99 / latency.alone.p99),
        deadP99Ratio: round(latency.besideDead.p99 / latency.alone.p99),
        memoryMb: { idle, loaded },
        eventLogP95Ms,
        configListP95Ms,
        filterPerSecond,
      };
    },
  );
}

try {
  const report = await measureAll();
  process.stdout.write(`${options.isJson ? JSON.stringify(report) : formatReport(report)}\n`);
} finally {
  await stage.stop();
}
