import { setTimeout as sleep } from "node:timers/promises";
import { measureEntityChangeRate } from "@/bench/measure/entity-change-rate";
import { measureLatencies } from "@/bench/measure/latency";
import { type Api, inParallel } from "@/bench/support/api";
import type { ExecutionWatch } from "@/bench/support/execution-watch";
import type { BenchStage } from "@/bench/support/stage";
import { percentile, round } from "@/bench/support/statistics";

/** Below what a slow machine publishes one at a time, so that no latency is that of a queue before the API. */
const EVENTS_PER_SECOND = 100;
const EXECUTIONS_PER_SECOND = 10;
const LOG_PAUSE_MS = 50;
const EVENT_NAME = "customer_request_created";

/** Medians in milliseconds: of a publishing request, of a page of the log, and from a publishing request to its delivery's arrival. */
export interface MedianLatencies {
  publish: number;
  log: number;
  delivery: number;
}

interface Stage {
  stage: BenchStage;
  executions: ExecutionWatch;
  seconds: number;
}

/** Returns the latencies of a steady stream of events, and of their log. */
function measureMedians({ stage, seconds }: Stage): Promise<MedianLatencies> {
  const { api, receiver, urlOf, withWebhooks } = stage;
  return withWebhooks(
    1,
    EVENT_NAME,
    () => urlOf("/timed"),
    async ([webhook]) => {
      const [publish, log]: [number[], number[]] = [[], []];
      const timed: Api = { ...api, publish: (body) => timeInto(publish, () => api.publish(body)) };
      const reading = new AbortController();
      const reader = readLog({ api, webhookId: webhook?.id ?? "", log, signal: reading.signal });
      const delivery = await measureLatencies({
        ...{ api: timed, receiver, eventName: EVENT_NAME },
        ...{ eventsPerSecond: EVENTS_PER_SECOND, seconds },
      });
      reading.abort();
      await reader;
      const median = (samples: number[]) => percentile(samples, 0.5);
      return { publish: median(publish), log: median(log), delivery: median(delivery) };
    },
  );
}

async function timeInto<Result>(samples: number[], call: () => Promise<Result>): Promise<Result> {
  const startedAt = performance.now();
  const result = await call();
  samples.push(performance.now() - startedAt);
  return result;
}

async function readLog(input: { api: Api; webhookId: string; log: number[]; signal: AbortSignal }): Promise<void> {
  const { api, webhookId, log, signal } = input;
  while (!signal.aborted) {
    await timeInto(log, () => api.listDeliveries(webhookId, { limit: 25 }));
    await sleep(LOG_PAUSE_MS);
  }
}

/**
 * Calls `use` while an execution for each of the ids waits for an endpoint that never answers, and ten others a second come to their
 * ends.
 */
async function besideExecutions<Result>(
  input: Stage & { slug: string; hangingIds: readonly string[]; quickSlug: string; quickIds: readonly string[] },
  use: () => Promise<Result>,
): Promise<Result> {
  const { stage, executions, slug, hangingIds, quickSlug, quickIds } = input;
  const { api, urlOf, receiver, withFlow } = stage;
  // The webhook that hangs is deleted first, which ends what still waits for it.
  return withFlow(quickSlug, urlOf("/ok"), () =>
    withFlow(slug, urlOf("/hang", receiver.addresses[1]), async () => {
      await measureEntityChangeRate({ api, slug, ids: hangingIds });
      await executions.untilWaiting(hangingIds.length);
      let n = 0;
      const timer = setInterval(() => {
        void api.patchEntity(quickSlug, quickIds[n++ % quickIds.length] ?? "", { score: Math.random() });
      }, 1000 / EXECUTIONS_PER_SECOND);
      try {
        return await use();
      } finally {
        clearInterval(timer);
        await inParallel(await executions.openIds(), 8, (id) => api.cancelExecution(id));
      }
    }),
  );
}

/**
 * Returns the latencies beside executions as multiples of those without. They are measured between two measurements without, whose mean
 * counts.
 */
export async function measureBesideExecutions(input: Parameters<typeof besideExecutions>[0]): Promise<MedianLatencies> {
  const before = await measureMedians(input);
  const beside = await besideExecutions(input, () => measureMedians(input));
  const after = await measureMedians(input);
  const ratio = (of: keyof MedianLatencies) => round((2 * beside[of]) / (before[of] + after[of]));
  return { publish: ratio("publish"), log: ratio("log"), delivery: ratio("delivery") };
}
