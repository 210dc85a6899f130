import { type Api, type BenchWebhook, connectApi, inParallel } from "@/bench/support/api";
import { type QueueWatch, watchQueue } from "@/bench/support/queue-watch";
import { type Receiver, startReceiver } from "@/bench/support/receiver";
import { type Stack, startStack } from "@/bench/support/stack";

/** The stage of a measurement: the production stack with its own PostgreSQL, its API, a look at its queue, and a null receiver. */
export interface BenchStage {
  stack: Stack;
  api: Api;
  queue: QueueWatch;
  receiver: Receiver;
  /** Returns a URL of the receiver; `host` is one of its addresses. */
  urlOf(path: string, host?: string): string;
  /**
   * Creates webhooks for a measurement. Deletes them afterwards and waits until their deliveries are over, so that the next measurement
   * begins with no load.
   */
  withWebhooks<Result>(
    count: number,
    eventName: string,
    /** Returns the URL of a webhook by its place. */
    url: (index: number) => string,
    use: (webhooks: BenchWebhook[]) => Promise<Result>,
  ): Promise<Result>;
  /** Creates an automation that calls a URL at each change of an entity of a schema and waits for the answer. Deletes it afterwards. */
  withFlow<Result>(slug: string, url: string, use: () => Promise<Result>): Promise<Result>;
  stop(): Promise<void>;
}

/** Starts all of it; the receiver listens on `hosts` addresses. */
export async function startStage({ hosts }: { hosts: number }): Promise<BenchStage> {
  const receiver = await startReceiver(hosts);
  const stack = await startStack();
  const api = connectApi(stack);
  const queue = await watchQueue(stack.databaseUrl);

  async function createWebhooks(count: number, eventName: string, url: (index: number) => string): Promise<BenchWebhook[]> {
    const webhooks: BenchWebhook[] = [];
    await inParallel([...new Array(count).keys()], 8, async (index) => {
      webhooks.push(await api.createWebhook({ url: url(index), eventName }));
    });
    return webhooks;
  }

  const withWebhooks: BenchStage["withWebhooks"] = async (count, eventName, url, use) => {
    const webhooks = await createWebhooks(count, eventName, url);
    try {
      return await use(webhooks);
    } finally {
      await inParallel(webhooks, 8, ({ id }) => api.deleteWebhook(id));
      await queue.untilEmpty();
    }
  };

  return {
    stack,
    api,
    queue,
    receiver,
    urlOf: (path, host = "127.0.0.1") => `http://${host}:${receiver.port}${path}`,
    withWebhooks,
    withFlow: (slug, url, use) =>
      withWebhooks(
        1,
        "automation_trigger_webhook",
        () => url,
        async ([webhook]) => {
          const flowId = await api.createFlow({
            flow_name: `Change of ${slug}`,
            triggers: [{ type: "entity_operation", configuration: { schema: slug, operations: ["updateEntity"] } }],
            actions: [{ type: "trigger-webhook", config: { target_webhook_id: webhook?.id, sync: true } }],
          });
          try {
            return await use();
          } finally {
            await api.deleteFlow(flowId);
          }
        },
      ),
    async stop() {
      await api.close();
      await queue.close();
      await stack.stop();
      receiver.stop();
    },
  };
}
