import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { ROUTE_TABLE } from "@/app/route-table";
import { eventListAnswer } from "@/domain/delivery/webhook-event";
import { inbox } from "@/domain/inbox/inbox";
import { inboxRequestList } from "@/domain/inbox/inbox-request";
import { createdReplayJob } from "@/domain/replay-job/replay-job";
import { webhookConfigAnswer } from "@/domain/webhook/webhook-config";
import { createSender, type SendRequest, type SentAnswer } from "@/tests/contract/send-request";
import { withServedApi } from "@/tests/contract/serve-api";
import { makeOrganizationWithToken, withProcessEnvironment } from "@/tests/support/process-environment";

const environment = withProcessEnvironment();
const api = withServedApi();
let organizationId: string;
let configId: string;
let eventId: string;
let jobId: string;
let inboxId: string;
let inboxRequestId: string;
let asStranger: SendRequest;

beforeAll(async () => {
  const owner = await makeOrganizationWithToken(environment.db);
  const stranger = await makeOrganizationWithToken(environment.db);
  ({ organizationId } = owner);
  const asOwner = createSender({ url: api.url, token: owner.token });
  asStranger = createSender({ url: api.url, token: stranger.token });

  const url = "https://example.com/hooks";
  const { body: created } = await asOwner("POST", "/v1/webhooks/configs", { json: { eventName: "product_updated", url } });
  configId = webhookConfigAnswer.parse(created).id;
  await asOwner("POST", "/v1/webhooks/events", { json: { eventName: "product_updated", entity: { _id: "1" }, event_id: "shared" } });
  const { body: log } = await asOwner("POST", `/v2/webhooks/configs/${configId}/events`);
  const [event] = eventListAnswer.parse(log).data;
  if (!event) throw new Error("The webhook got no event.");
  eventId = event.event_id;
  const { body: made } = await asOwner("POST", `/v1/webhooks/configs/${configId}/replay-jobs`, { json: {} });
  jobId = createdReplayJob.parse(made).job?.id ?? "";
  inboxId = inbox.parse((await asOwner("POST", "/v1/inboxes")).body).id;
  await fetch(`${api.url}/inbox/${inboxId}`, { method: "POST", body: "{}" });
  const { body: received } = await asOwner("GET", `/v1/inboxes/${inboxId}/requests`);
  inboxRequestId = inboxRequestList.parse(received).data[0]?.id ?? "";
});

const messageOf = ({ body }: SentAnswer) => z.object({ message: z.string() }).parse(body).message;

/** The bodies that the operations accept from the webhook's own organization. */
const BODIES: Record<string, (eventId: string) => unknown> = {
  updateConfig: () => ({ eventName: "product_updated", url: "https://example.com/elsewhere" }),
  triggerWebhook: () => ({ metadata: {}, entity: {} }),
  getWebhookEventsV2: () => ({}),
  replayEvent: () => ({}),
  batchReplayEvents: (id) => ({ eventIds: [id] }),
  createReplayJob: () => ({}),
  updateInbox: () => ({ name: "Mine" }),
};

const operationsWith = (parameter: string) =>
  Object.entries(ROUTE_TABLE).flatMap(([path, module]) =>
    Object.entries(module).flatMap(([method, handler]) =>
      path.includes(`{${parameter}}`) && "operation" in handler ? [[handler.operation.operationId, method, path] as const] : [],
    ),
  );

describe("another organization's token", () => {
  it.each(operationsWith("configId"))(
    "%s answers 404 for this organization's webhook, as for an unknown one",
    async (operationId, method, path) => {
      const at = (id: string) => path.replace("{configId}", id).replace("{eventId}", eventId).replace("{version}", "1");
      const before = await environment.db.webhook.findUniqueOrThrow({ where: { id: configId } });
      const deliveries = await environment.db.delivery.count();
      const theirs = await asStranger(method, at(configId), { json: BODIES[operationId]?.(eventId) });
      const unknown = await asStranger(method, at("unknown"), { json: BODIES[operationId]?.(eventId) });
      expect([theirs.status, unknown.status]).toEqual([404, 404]);
      expect(messageOf(theirs).replaceAll(configId, "")).toBe(messageOf(unknown).replaceAll("unknown", ""));
      expect(await environment.db.webhook.findUniqueOrThrow({ where: { id: configId } })).toEqual(before);
      expect(await environment.db.delivery.count()).toBe(deliveries);
    },
  );

  it.each(operationsWith("jobId"))(
    "%s answers 404 for this organization's replay job, as for an unknown one",
    async (_operationId, method, path) => {
      const before = await environment.db.replayJob.findMany();
      const theirs = await asStranger(method, path.replace("{jobId}", jobId));
      const unknown = await asStranger(method, path.replace("{jobId}", "unknown"));
      expect([theirs.status, unknown.status]).toEqual([404, 404]);
      expect(messageOf(theirs).replaceAll(jobId, "")).toBe(messageOf(unknown).replaceAll("unknown", ""));
      expect(await environment.db.replayJob.findMany()).toEqual(before);
    },
  );

  it.each(operationsWith("inboxId"))(
    "%s answers 404 for this organization's inbox, as for an unknown one",
    async (operationId, method, path) => {
      const at = (id: string) => path.replace("{inboxId}", id).replace("{requestId}", inboxRequestId);
      const readAll = () => Promise.all([environment.db.inbox.findMany(), environment.db.inboxRequest.findMany()]);
      const before = await readAll();
      const theirs = await asStranger(method, at(inboxId), { json: BODIES[operationId]?.(eventId) });
      const unknown = await asStranger(method, at("unknown"), { json: BODIES[operationId]?.(eventId) });
      expect([theirs.status, unknown.status]).toEqual([404, 404]);
      expect(messageOf(theirs).replaceAll(inboxId, "")).toBe(messageOf(unknown).replaceAll("unknown", ""));
      expect(before[1]).toHaveLength(1);
      expect(await readAll()).toEqual(before);
    },
  );

  it("sees no inbox of this organization in its list, not even behind one of its own", async () => {
    const none = { status: 200, body: { data: [], next_cursor: null, has_more: false } };
    expect(await asStranger("GET", "/v1/inboxes")).toMatchObject(none);
    expect(await asStranger("GET", `/v1/inboxes?cursor=${inboxId}`)).toMatchObject(none);
  });

  it("sees no replay job of this organization in its list, not even behind one of its own", async () => {
    const none = { status: 200, body: { data: [], next_cursor: null, has_more: false } };
    expect(await asStranger("GET", "/v1/webhooks/replay-jobs")).toMatchObject(none);
    expect(await asStranger("GET", `/v1/webhooks/replay-jobs?cursor=${jobId}`)).toMatchObject(none);
    expect(await asStranger("GET", `/v1/webhooks/replay-jobs?configId=${configId}`)).toMatchObject({ status: 404 });
  });

  it("sees no webhook of this organization in its lists", async () => {
    expect(await asStranger("GET", "/v1/webhooks/configs")).toMatchObject({ status: 200, body: [] });
    expect(await asStranger("GET", "/v1/webhooks/configs?eventName=product_updated")).toMatchObject({ status: 200, body: [] });
  });

  it("reaches no webhook of this organization by publishing, not even with an event id that is taken here", async () => {
    const json = { eventName: "product_updated", entity: {}, event_id: "shared" };
    const answer = await asStranger("POST", "/v1/webhooks/events", { json });
    expect([answer.status, answer.body]).toEqual([202, { events: [{ event_id: "shared", duplicate: false, deliveries: [] }] }]);
  });

  it("is refused when the input names this organization", async () => {
    const json = { eventName: "product_updated", entity: {}, metadata: { organization_id: organizationId } };
    const answer = await asStranger("POST", "/v1/webhooks/events", { json });
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ path: "metadata.organization_id" }] } });
  });
});
