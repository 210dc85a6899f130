import { Pool } from "undici";
import type { Stack } from "@/bench/support/stack";

export interface BenchWebhook {
  id: string;
  signingSecret: string;
}

type Method = "GET" | "POST" | "PATCH" | "DELETE";

/** The part of the REST API that the measurements use, over 32 kept-alive connections. */
export interface Api {
  createWebhook(input: { url: string; eventName: string }): Promise<BenchWebhook>;
  deleteWebhook(id: string): Promise<void>;
  listWebhooks(): Promise<{ id: string }[]>;
  /** Publishes one event or an array of them. Throws on any status but 202. */
  publish(body: string): Promise<void>;
  listDeliveries(webhookId: string, options: object): Promise<{ data: { event_id: string }[]; next_cursor: object | null }>;
  /** Returns the id of the new entity. */
  createEntity(slug: string, attributes: object): Promise<string>;
  patchEntity(slug: string, id: string, attributes: object): Promise<void>;
  /** Returns the id of the new automation. */
  createFlow(flow: object): Promise<string>;
  deleteFlow(id: string): Promise<void>;
  /** Cancels an execution, or does nothing where it has ended meanwhile. */
  cancelExecution(id: string): Promise<void>;
  close(): Promise<void>;
}

export function connectApi(stack: Pick<Stack, "baseUrl" | "token">): Api {
  const pool = new Pool(stack.baseUrl, { connections: 32 });
  const headers = { authorization: `Bearer ${stack.token}`, "content-type": "application/json" };

  async function call(method: Method, path: string, expected: number | number[], body?: string): Promise<unknown> {
    const answer = await pool.request({ method, path, headers, ...(body === undefined ? {} : { body }) });
    const text = await answer.body.text();
    if (![expected].flat().includes(answer.statusCode))
      throw new Error(`${method} ${path} answered ${answer.statusCode}: ${text.slice(0, 500)}`);
    return text === "" ? null : JSON.parse(text);
  }

  const api: Api = {
    createWebhook: async ({ url, eventName }) =>
      (await call("POST", "/v1/webhooks/configs", 201, JSON.stringify({ name: "bench", url, eventName }))) as BenchWebhook,
    deleteWebhook: async (id) => {
      await call("DELETE", `/v1/webhooks/configs/${id}`, 204);
    },
    listWebhooks: async () => (await call("GET", "/v1/webhooks/configs", 200)) as { id: string }[],
    publish: async (body) => {
      await call("POST", "/v1/webhooks/events", 202, body);
    },
    listDeliveries: async (webhookId, options) =>
      (await call("POST", `/v2/webhooks/configs/${webhookId}/events`, 200, JSON.stringify(options))) as Awaited<
        ReturnType<Api["listDeliveries"]>
      >,
    createEntity: async (slug, attributes) =>
      ((await call("POST", `/v1/entity/${slug}`, 201, JSON.stringify(attributes))) as { _id: string })._id,
    patchEntity: async (slug, id, attributes) => {
      await call("PATCH", `/v1/entity/${slug}/${id}`, 200, JSON.stringify(attributes));
    },
    createFlow: async (flow) => ((await call("POST", "/v1/automation/flows", 201, JSON.stringify(flow))) as { id: string }).id,
    deleteFlow: async (id) => {
      await call("DELETE", `/v1/automation/flows/${id}`, 200);
    },
    cancelExecution: async (id) => {
      await call("DELETE", `/v1/automation/executions/${id}`, [200, 409]);
    },
    close: () => pool.close(),
  };
  return api;
}

/** Runs `task` for each item, at most `width` at a time. */
export async function inParallel<Item>(items: readonly Item[], width: number, task: (item: Item) => Promise<void>): Promise<void> {
  const queue = items.values();
  await Promise.all(
    Array.from({ length: width }, async () => {
      for (const item of queue) await task(item);
    }),
  );
}
