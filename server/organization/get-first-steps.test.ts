import { describe, expect, it } from "vitest";
import { publishEvents } from "@/server/event/publish-events";
import { createInbox } from "@/server/inbox/create-inbox";
import { getFirstSteps } from "@/server/organization/get-first-steps";
import { createWebhook } from "@/server/webhook/create-webhook";
import { createTestContext } from "@/tests/support/test-context";
import { withTestDatabase } from "@/tests/support/test-database";
import { makeOrganization } from "@/tests/support/test-rows";

const database = withTestDatabase();

const startOrganization = async () => createTestContext({ db: database.db, organizationId: await makeOrganization(database.db) });

describe("getFirstSteps", () => {
  it("leads from an empty organization to its first delivery, and ends there", async () => {
    const ctx = await startOrganization();
    const other = await startOrganization();
    expect(await getFirstSteps({ ctx })).toEqual({ inbox: null, webhook: null });
    const { id, name, url } = await createInbox({ ctx, input: { name: "Rehearsal" } });
    expect(await getFirstSteps({ ctx })).toEqual({ inbox: { id, name, url }, webhook: null });
    const webhook = await createWebhook({ ctx, input: { name: "First", eventName: "product_updated", url } });
    await createInbox({ ctx, input: { name: "Another" } });
    const expected = { inbox: { id, name, url }, webhook: { id: webhook.id, name: "First", eventName: "product_updated" } };
    expect(await getFirstSteps({ ctx })).toEqual(expected);
    await publishEvents({ ctx, input: [{ eventName: "product_updated", entity: {} }] });
    expect(await getFirstSteps({ ctx })).toBeNull();
    expect(await getFirstSteps({ ctx: other })).toEqual({ inbox: null, webhook: null });
  });

  it("leaves alone who sends to an endpoint of their own", async () => {
    const ctx = await startOrganization();
    await createWebhook({ ctx, input: { eventName: "product_updated", url: "https://example.com/hooks" } });
    expect(await getFirstSteps({ ctx })).toBeNull();
    await createInbox({ ctx, input: {} });
    expect(await getFirstSteps({ ctx })).toBeNull();
  });
});
