import { authorize, type Client, createClient } from "@epilot/sdk/webhooks";
import { beforeAll, describe, expect, it } from "vitest";
import { faultsByDefinition } from "@/tests/contract/published-definition";
import { withServedApi } from "@/tests/contract/serve-api";
import { makeOrganizationWithToken, withProcessEnvironment } from "@/tests/support/process-environment";

const environment = withProcessEnvironment();
const api = withServedApi();
let client: Client;
let configId: string;
let eventIds: [string, string];

beforeAll(async () => {
  const { organizationId, token } = await makeOrganizationWithToken(environment.db);
  client = createClient();
  client.defaults.baseURL = api.url;
  client.defaults.validateStatus = () => true;
  authorize(client, () => token);
  const { data } = await client.createConfig(null, { name: "Orders", eventName: "product_updated", url: "https://example.com/hooks" });
  configId = data.id ?? "";
  const trigger = async () => (await client.triggerWebhook({ configId }, { metadata: { organization_id: organizationId } })).data.event_id;
  eventIds = [await trigger(), await trigger()];
});

function expectByDefinition(operationId: string, answer: { status: number; data: unknown }, status: number): void {
  expect(answer.status).toBe(status);
  expect(faultsByDefinition({ operationId, status, body: answer.data })).toEqual([]);
}
const countReplays = () => environment.db.delivery.count({ where: { source: "replay" } });

describe("the published client replays", () => {
  it("one event, with options and without, and is answered 204", async () => {
    const eventId = eventIds[0] ?? "";
    expectByDefinition("replayEvent", await client.replayEvent({ configId, eventId }), 204);
    expectByDefinition("replayEvent", await client.replayEvent({ configId, eventId }, { reapply_transform: true }), 204);
    const { data } = await client.getWebhookEventsV2({ configId });
    expect(data.data).toHaveLength(4);
    expect((data.data as { replay_of?: string }[]).filter(({ replay_of: original }) => original === eventId)).toHaveLength(2);
  });

  it("many at once, and is answered 202 with their ids", async () => {
    const answer = await client.batchReplayEvents({ configId }, { eventIds });
    expectByDefinition("batchReplayEvents", answer, 202);
    expect(answer.data).toEqual({ replayed_event_ids: eventIds });
  });

  it("nothing when an id is unknown: 404 that names it", async () => {
    const before = await countReplays();
    const one = await client.replayEvent({ configId, eventId: "dlv_unknown" });
    expectByDefinition("replayEvent", one, 404);
    const many = await client.batchReplayEvents({ configId }, { eventIds: [...eventIds, "dlv_unknown"] });
    expectByDefinition("batchReplayEvents", many, 404);
    expect((many.data as { message?: string }).message).toContain("dlv_unknown");
    expect(await countReplays()).toBe(before);
  });

  it("nothing of what cannot be built any more: 422", async () => {
    await environment.db.eventBody.deleteMany();
    expectByDefinition("replayEvent", await client.replayEvent({ configId, eventId: eventIds[0] ?? "" }), 422);
  });

  it("nothing for a wrong body: 400 that says where", async () => {
    const wrong = await client.batchReplayEvents({ configId }, { eventIds: "all", everything: true } as never);
    expectByDefinition("batchReplayEvents", wrong, 400);
    expect(wrong.data).toMatchObject({ errors: [{ path: "eventIds" }, { path: "everything" }] });
  });
});
