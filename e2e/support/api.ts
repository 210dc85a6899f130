import { writeJson } from "@/domain/json/write-json";
import type { Stack } from "@/e2e/support/stack";

interface PublishedEvent {
  event_id: string;
  deliveries: { webhook_config_id: string; event_id: string; status: string }[];
}

interface InboxRequest {
  method: string;
  signature: string;
  webhookId: string | null;
  headers: Record<string, string>;
  body: string;
  answered: { status: number };
}

/** The REST API, as a program of the organization calls it. */
export interface Api {
  publish(event: Record<string, unknown>): Promise<PublishedEvent>;
  publishMany(events: Record<string, unknown>[]): Promise<PublishedEvent[]>;
  createWebhook(config: Record<string, unknown>): Promise<{ id: string; name: string; signingSecret: string }>;
  getWebhook(id: string): Promise<Record<string, unknown>>;
  listWebhooks(): Promise<{ id: string; name: string }[]>;
  deleteWebhook(id: string): Promise<void>;
  createInbox(input: Record<string, unknown>): Promise<{ id: string; name: string; url: string }>;
  /** Returns the requests of an inbox, newest first, with headers and bodies. */
  listInboxRequests(inboxId: string): Promise<InboxRequest[]>;
  getFlow(id: string): Promise<Record<string, unknown>>;
  putFlow(id: string, flow: Record<string, unknown>): Promise<void>;
  patchEntity(slug: string, id: string, attributes: Record<string, unknown>): Promise<void>;
  createEventType(type: Record<string, unknown>): Promise<void>;
  createEntity(slug: string, attributes: Record<string, unknown>): Promise<{ _id: string }>;
  createFlow(flow: Record<string, unknown>): Promise<{ id: string }>;
  startExecution(flowId: string, entityId: string): Promise<{ id: string }>;
  /** Counts the deliveries that match and, except in a dry run, sends them again in a job. */
  createReplayJob(webhookId: string, options: Record<string, unknown>): Promise<{ count: number; job?: { id: string } }>;
}

export function connectApi(stack: Stack): Api {
  const call = async (method: string, path: string, body?: unknown): Promise<Response> => {
    const answer = await fetch(`${stack.url}${path}`, {
      method,
      headers: { authorization: `Bearer ${stack.token}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: writeJson(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`);
    return answer;
  };
  const publishMany = async (events: Record<string, unknown>[]) => {
    const answer = await call("POST", "/v1/webhooks/events", events);
    return ((await answer.json()) as { events: PublishedEvent[] }).events;
  };
  return {
    publishMany,
    publish: async (event) => {
      const [published] = await publishMany([event]);
      if (!published) throw new Error("Nothing was published.");
      return published;
    },
    createWebhook: async (config) => (await call("POST", "/v1/webhooks/configs", config)).json(),
    getWebhook: async (id) => (await call("GET", `/v1/webhooks/configs/${id}`)).json(),
    listWebhooks: async () => (await call("GET", "/v1/webhooks/configs")).json(),
    createEventType: async (type) => void (await call("POST", "/v1/events", type)),
    createEntity: async (slug, attributes) => (await call("POST", `/v1/entity/${slug}`, attributes)).json(),
    createFlow: async (flow) => (await call("POST", "/v1/automation/flows", flow)).json(),
    startExecution: async (flowId, entityId) =>
      (await call("POST", "/v1/automation/executions", { flow_id: flowId, entity_id: entityId })).json(),
    createReplayJob: async (webhookId, options) => (await call("POST", `/v1/webhooks/configs/${webhookId}/replay-jobs`, options)).json(),
    getFlow: async (id) => (await call("GET", `/v1/automation/flows/${id}`)).json(),
    putFlow: async (id, flow) => void (await call("PUT", `/v1/automation/flows/${id}`, flow)),
    patchEntity: async (slug, id, attributes) => void (await call("PATCH", `/v1/entity/${slug}/${id}`, attributes)),
    deleteWebhook: async (id) => void (await call("DELETE", `/v1/webhooks/configs/${id}`)),
    createInbox: async (input) => (await call("POST", "/v1/inboxes", input)).json(),
    listInboxRequests: async (inboxId) => {
      const { data } = (await (await call("GET", `/v1/inboxes/${inboxId}/requests`)).json()) as { data: { id: string }[] };
      return Promise.all(data.map(async ({ id }) => (await call("GET", `/v1/inboxes/${inboxId}/requests/${id}`)).json()));
    },
  };
}
