import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ServedApi, serveApi } from "@/app/v1/_contract/serve-api";
import { ROUTE_TABLE } from "@/app/v1/_http/route-table";
import { makeOrganizationWithToken, type ProcessEnvironment, startProcessEnvironment } from "@/tests/support/process-environment";

let environment: ProcessEnvironment;
let api: ServedApi;
let owner: { organizationId: string; token: string };
let stranger: { organizationId: string; token: string };
let configId: string;
let eventId: string;

beforeAll(async () => {
  environment = await startProcessEnvironment();
  api = await serveApi();
  owner = await makeOrganizationWithToken(environment.db);
  stranger = await makeOrganizationWithToken(environment.db);
  const created = await send(owner.token, "POST", "/v1/webhooks/configs", {
    eventName: "product_updated",
    url: "https://example.com/hooks",
  });
  configId = created.body.id;
  const published = await send(owner.token, "POST", "/v1/webhooks/events", {
    eventName: "product_updated",
    entity: { _id: "1" },
    event_id: "shared",
  });
  eventId = published.body.events[0].deliveries[0].event_id;
});
afterAll(async () => {
  await api.close();
  await environment.stop();
});

async function send(token: string, method: string, path: string, body?: unknown) {
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  const response = await fetch(`${api.url}${path}`, { method, headers, body: body === undefined ? null : JSON.stringify(body) });
  const text = await response.text();
  return { status: response.status, body: text === "" ? undefined : JSON.parse(text) };
}

/** Bodies that the operations accept from the webhook's own organization. */
const BODIES: Record<string, unknown> = { triggerWebhook: { metadata: {}, entity: {} }, getWebhookEventsV2: {} };

const withConfigId = Object.entries(ROUTE_TABLE).flatMap(([path, module]) =>
  Object.entries(module).flatMap(([method, handler]) =>
    path.includes("{configId}") && "operation" in handler ? [[handler.operation.operationId, method, path] as const] : [],
  ),
);

describe("another organization's token", () => {
  it.each(withConfigId)("%s answers 404 for this organization's webhook, as for an unknown one", async (operationId, method, path) => {
    const at = (id: string) => path.replace("{configId}", id).replace("{eventId}", eventId);
    const before = await environment.db.webhook.findUniqueOrThrow({ where: { id: configId } });
    const deliveries = await environment.db.delivery.count();
    const theirs = await send(stranger.token, method, at(configId), BODIES[operationId]);
    const unknown = await send(stranger.token, method, at("unknown"), BODIES[operationId]);
    expect([theirs.status, unknown.status]).toEqual([404, 404]);
    expect(theirs.body.message.replaceAll(configId, "")).toBe(unknown.body.message.replaceAll("unknown", ""));
    expect(await environment.db.webhook.findUniqueOrThrow({ where: { id: configId } })).toEqual(before);
    expect(await environment.db.delivery.count()).toBe(deliveries);
  });

  it("sees no webhook of this organization in its lists", async () => {
    expect(await send(stranger.token, "GET", "/v1/webhooks/configs")).toEqual({ status: 200, body: [] });
    expect(await send(stranger.token, "GET", "/v1/webhooks/configs?eventName=product_updated")).toEqual({ status: 200, body: [] });
  });

  it("reaches no webhook of this organization by publishing, not even with an event id that is taken here", async () => {
    const answer = await send(stranger.token, "POST", "/v1/webhooks/events", {
      eventName: "product_updated",
      entity: {},
      event_id: "shared",
    });
    expect(answer).toEqual({ status: 202, body: { events: [{ event_id: "shared", duplicate: false, deliveries: [] }] } });
  });

  it("is refused when the input names this organization", async () => {
    const metadata = { organization_id: owner.organizationId };
    const answer = await send(stranger.token, "POST", "/v1/webhooks/events", { eventName: "product_updated", entity: {}, metadata });
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ path: "metadata.organization_id" }] } });
  });
});
