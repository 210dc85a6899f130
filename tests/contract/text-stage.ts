import { createEgressClient } from "@/server/egress/egress-client";
import type { Deliverer } from "@/server/queue/deliverer";
import { type ServedApi, serveApi } from "@/tests/contract/serve-api";
import { PATIENCE_MS } from "@/tests/support/eventually";
import { type HttpSink, startHttpSink } from "@/tests/support/http-sink";
import { makeOrganizationWithToken, type ProcessEnvironment } from "@/tests/support/process-environment";
import { createTestDeliverer } from "@/tests/support/test-deliverer";

/** The whole way of an event, from a publishing request over HTTP to an endpoint, with every body as text. */
export interface TextStage {
  sink: HttpSink;
  deliverer: Deliverer;
  /** Sends a body unchanged. */
  call(method: string, path: string, body?: string, headers?: Record<string, string>): Promise<{ status: number; text: string }>;
  /** Sends a body unchanged and returns the answer's text. Throws where the request was refused. */
  expectOk(method: string, path: string, body?: string): Promise<string>;
  /** Creates a webhook for `product_updated` whose endpoint is the sink. */
  createWebhook(config?: object): Promise<{ id: string; signingSecret: string }>;
  /** Publishes a `product_updated` with these fields, and returns the id of its only delivery. */
  publish(fields: string): Promise<string>;
  /** Delivers what is due, and returns the body of the sink's latest request. */
  delivered(): Promise<string>;
  close(): Promise<void>;
}

/** Sets the stage, for an organization of its own. */
export async function setTextStage({ db, contextFor }: Pick<ProcessEnvironment, "db" | "contextFor">): Promise<TextStage> {
  const [api, sink, { organizationId, token }] = await Promise.all([serveApi(), startHttpSink(), makeOrganizationWithToken(db)]);
  const ctx = contextFor(organizationId);
  const egress = createEgressClient({ policy: ctx.egressPolicy });
  const deliverer = createTestDeliverer({ ...ctx, egress, ownerId: "test:1", patienceMs: PATIENCE_MS });
  const call = callerOf(api, token);

  async function expectOk(method: string, path: string, body?: string): Promise<string> {
    const { status, text } = await call(method, path, body);
    if (status >= 300) throw new Error(`${method} ${path} answered ${status}: ${text}`);
    return text;
  }

  return {
    sink,
    deliverer,
    call,
    expectOk,
    createWebhook: async (config = {}) => {
      const given = { eventName: "product_updated", url: `${sink.url}/hook`, ...config };
      return JSON.parse(await expectOk("POST", "/v1/webhooks/configs", JSON.stringify(given)));
    },
    publish: async (fields) => {
      const text = await expectOk("POST", "/v1/webhooks/events", `{"eventName":"product_updated",${fields}}`);
      return JSON.parse(text).events[0].deliveries[0].event_id;
    },
    delivered: async () => {
      await deliverer.deliverBatch();
      return (await sink.waitForRequests(1)).at(-1)?.rawBody ?? "";
    },
    close: async () => {
      await deliverer.drain(0);
      await Promise.all([egress.close(), sink.close(), api.close()]);
    },
  };
}

function callerOf({ url }: ServedApi, token: string): TextStage["call"] {
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  return async (method, path, body, further = {}) => {
    const answer = await fetch(`${url}${path}`, { method, headers: { ...headers, ...further }, ...(body === undefined ? {} : { body }) });
    return { status: answer.status, text: await answer.text() };
  };
}
