import { measureEntityChangeRate } from "@/bench/measure/entity-change-rate";
import { measureExecutionRate } from "@/bench/measure/execution-rate";
import { type MedianLatencies, measureBesideExecutions } from "@/bench/measure/latency-beside-executions";
import { measurePublishRate } from "@/bench/measure/publish-rate";
import { measureShare } from "@/bench/measure/share";
import { type Api, inParallel } from "@/bench/support/api";
import { watchExecutions } from "@/bench/support/execution-watch";
import { benchAttributes } from "@/bench/support/payload";
import type { BenchStage } from "@/bench/support/stage";
import { round } from "@/bench/support/statistics";

const CALLERS = 16;
const EVENT_NAME = "automation_trigger_webhook";
/** The schemas of the entities that are changed. */
const [SLUG, OTHER_SLUG] = ["contact", "account"] as const;
const OTHERS = 500;

/** The figures of entities and automations. */
export interface AutomationFigures {
  /** Changes of entities that a webhook hears, as a share of single publishes. */
  entityChangeShare: number;
  /** Executions with a synchronous webhook, as a share of single publishes. */
  executionShare: number;
  /** Latencies while executions wait, as multiples of those without. */
  besideExecutions: MedianLatencies;
}

async function makeEntities(api: Api, slug: string, count: number): Promise<string[]> {
  const ids: string[] = [];
  await inParallel([...new Array(count).keys()], CALLERS, async (n) => {
    ids.push(await api.createEntity(slug, benchAttributes(n)));
  });
  return ids;
}

/** Measures changes of entities and executions against single publishes, in turns. */
export async function measureAutomations(input: {
  stage: BenchStage;
  changes: number;
  runs: number;
  /** The executions that wait while latencies are measured. */
  waiting: number;
  seconds: number;
  tell: (line: string) => void;
}): Promise<AutomationFigures> {
  const { stage, changes, runs, waiting, seconds, tell } = input;
  const { api, urlOf, withWebhooks, withFlow } = stage;
  const executions = await watchExecutions(stage.stack.databaseUrl);
  try {
    tell("entities …");
    const ids = await makeEntities(api, SLUG, Math.max(changes, runs, waiting));
    const otherIds = await makeEntities(api, OTHER_SLUG, OTHERS);
    const heard = <Result>(eventName: string, use: () => Promise<Result>) => withWebhooks(1, eventName, () => urlOf("/ok"), use);
    const publish = (requests: number) => () =>
      heard(EVENT_NAME, () => measurePublishRate({ api, eventName: EVENT_NAME, requests, eventsARequest: 1 }));

    tell("entity changes …");
    const change = () => heard(`${SLUG}.updated`, () => measureEntityChangeRate({ api, slug: SLUG, ids: ids.slice(0, changes) }));
    const entityChangeShare = round(await measureShare({ of: publish(changes), measured: change }));

    tell("executions …");
    const run = () => withFlow(SLUG, urlOf("/ok"), () => measureExecutionRate({ api, executions, slug: SLUG, ids: ids.slice(0, runs) }));
    const executionShare = round(await measureShare({ of: publish(runs), measured: run }));

    tell("latency beside executions …");
    const besideExecutions = await measureBesideExecutions({
      ...{ stage, executions, seconds },
      ...{ slug: SLUG, hangingIds: ids.slice(0, waiting), quickSlug: OTHER_SLUG, quickIds: otherIds },
    });
    return { entityChangeShare, executionShare, besideExecutions };
  } finally {
    await executions.close();
  }
}
