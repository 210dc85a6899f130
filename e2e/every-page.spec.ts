import { readdir } from "node:fs/promises";
import { dirname } from "node:path";
import type { Page } from "@playwright/test";
import { type Api, connectApi } from "@/e2e/support/api";
import { expectAccessible, expectLoaded, expectNoSidewaysScroll } from "@/e2e/support/checks";
import { LOOKS, type Look, lookAt, MATRIX, PHONE_WIDTH } from "@/e2e/support/looks";
import { readStack } from "@/e2e/support/stack";
import { expect, test } from "@/e2e/support/test";
import { startHttpSink } from "@/tests/support/http-sink";

/** The things that the pages' addresses name, created once for all pages. */
interface Things {
  configId: string;
  entityId: string;
  executionId: string;
  flowId: string;
  inboxId: string;
  jobId: string;
  name: string;
}

type Address = (things: Things) => string;

/** The pages for signed-in people, by their folder in `app`. A page that is missing here fails a test. */
const PAGES: Readonly<Record<string, Address>> = {
  "(portal)/(overview)": () => "/",
  "(portal)/automations/(list)": () => "/automations",
  "(portal)/automations/[id]": ({ flowId }) => `/automations/${flowId}`,
  "(portal)/automations/[id]/edit": ({ flowId }) => `/automations/${flowId}/edit`,
  "(portal)/automations/[id]/executions/[executionId]": ({ flowId, executionId }) => `/automations/${flowId}/executions/${executionId}`,
  "(portal)/automations/executions/[executionId]": ({ executionId }) => `/automations/executions/${executionId}`,
  "(portal)/automations/new": () => "/automations/new",
  "(portal)/entities/(list)": () => "/entities",
  "(portal)/entities/[slug]/(records)": () => "/entities/contact",
  "(portal)/entities/[slug]/[id]": ({ entityId }) => `/entities/contact/${entityId}`,
  "(portal)/entities/[slug]/[id]/edit": ({ entityId }) => `/entities/contact/${entityId}/edit`,
  "(portal)/entities/[slug]/new": () => "/entities/opportunity/new",
  "(portal)/entities/schemas/[slug]": () => "/entities/schemas/contact",
  "(portal)/entities/schemas/[slug]/edit": () => "/entities/schemas/contact/edit",
  "(portal)/entities/schemas/[slug]/form": () => "/entities/schemas/submission/form",
  "(portal)/entities/schemas/new": () => "/entities/schemas/new",
  "(portal)/events/(log)": () => "/events",
  "(portal)/events/catalogue": () => "/events/catalogue",
  "(portal)/events/catalogue/new": () => "/events/catalogue/new",
  "(portal)/events/catalogue/[name]": ({ name }) => `/events/catalogue/${name}`,
  "(portal)/events/catalogue/[name]/edit": ({ name }) => `/events/catalogue/${name}/edit`,
  "(portal)/inboxes/(list)": () => "/inboxes",
  "(portal)/inboxes/[inboxId]": ({ inboxId }) => `/inboxes/${inboxId}`,
  "(portal)/replay-jobs/(list)": () => "/replay-jobs",
  "(portal)/replay-jobs/[jobId]": ({ jobId }) => `/replay-jobs/${jobId}`,
  "(portal)/settings/api/reference": () => "/settings/api/reference",
  "(portal)/settings/api/tokens": () => "/settings/api/tokens",
  "(portal)/settings/api/webhooks/(list)": () => "/settings/api/webhooks",
  "(portal)/settings/api/webhooks/new": () => "/settings/api/webhooks/new",
  "(portal)/settings/api/webhooks/[configId]": ({ configId }) => `/settings/api/webhooks/${configId}`,
  "(portal)/settings/api/webhooks/[configId]/configuration": ({ configId }) => `/settings/api/webhooks/${configId}/configuration`,
  "(portal)/settings/api/webhooks/[configId]/edit": ({ configId }) => `/settings/api/webhooks/${configId}/edit`,
  "(portal)/settings/api/webhooks/[configId]/history": ({ configId }) => `/settings/api/webhooks/${configId}/history`,
  "(portal)/settings/api/webhooks/[configId]/signing": ({ configId }) => `/settings/api/webhooks/${configId}/signing`,
  "(portal)/settings/audit-log": () => "/settings/audit-log",
  "(portal)/settings/environment": () => "/settings/environment",
  "(portal)/settings/members": () => "/settings/members",
  "(portal)/settings/retention": () => "/settings/retention",
  "(portal)/settings/signing-keys": () => "/settings/signing-keys",
};

const SIGNED_OUT_PAGES: Readonly<Record<string, Address>> = {
  login: () => "/login",
  "invite/[token]": () => `/invite/${"x".repeat(43)}`,
};

/** The looks of `npm test`, and those that the matrix adds. */
const VISITS = [
  { words: "wide and light", details: {}, looks: LOOKS.slice(0, 1) },
  { words: "in every other look", details: MATRIX, looks: LOOKS.slice(1) },
];

/** Creates a record that relates to another and was changed. Returns its id. */
async function makeRecord(api: Api): Promise<string> {
  const account = await api.createEntity("account", { name: "On every page" });
  const contact = { first_name: "Ada", last_name: "Okafor", status: "active", account: { $relation: [{ entity_id: account._id }] } };
  const address = [{ street: "Ring", street_number: "1", city: "Bonn" }];
  const { _id } = await api.createEntity("contact", { ...contact, email: [{ email: "ada@example.com" }], address, extra: { a: [1] } });
  return _id;
}

/** Creates an execution that fails at one action, skips another, and waits for the time of the last. */
async function makeExecution(
  api: Api,
  { configId, entityId }: Pick<Things, "configId" | "entityId">,
): Promise<{ flowId: string; executionId: string }> {
  const { id: flowId } = await api.createFlow({
    flow_name: "On every page",
    triggers: [{ type: "entity_manual", configuration: { schema: "contact" } }],
    conditions: [{ id: "blocked", statements: [{ source: { attribute: "status" }, operation: "equals", values: ["blocked"] }] }],
    schedules: [{ id: "later", source: { id: "start", origin: "automation" }, numberOfUnits: 2, timePeriod: "days" }],
    actions: [
      { type: "trigger-webhook", config: { target_webhook_id: "unknown", sync: true }, allow_failure: true },
      { type: "trigger-event", config: { event_name: "product_updated" }, condition_id: "blocked" },
      { type: "trigger-webhook", config: { target_webhook_id: configId }, schedule_id: "later" },
    ],
  });
  const { id: executionId } = await api.startExecution(flowId, entityId);
  return { flowId, executionId };
}

/** Creates a webhook with a success, a failure and a replay job, of an event type of the organization's own. */
async function makeThings(): Promise<Things> {
  const api = connectApi(readStack());
  const sink = await startHttpSink({ respond: (_request, index) => ({ status: index === 0 ? 200 : 404 }) });
  // Each try has a name of its own: after a failure the rest is tried with new things.
  const name = `every_page.seen_${Date.now()}`;
  await api.createEventType({ name, label: "Every page seen", example: { data: { id: 1, list: ["a"] } } });
  const { id: configId } = await api.createWebhook({ name: "On every page", eventName: name, url: `${sink.url}/every-page` });
  await api.publishMany([1, 2].map((id) => ({ eventName: name, data: { id } })));
  await sink.waitForRequests(2);
  await expect.poll(async () => (await api.createReplayJob(configId, { dryRun: true })).count).toBe(2);
  const { job } = await api.createReplayJob(configId, {});
  await sink.waitForRequests(3);
  await sink.close();
  const { id: inboxId } = await api.createInbox({ name: "On every page" });
  const entityId = await makeRecord(api);
  return { configId, entityId, ...(await makeExecution(api, { configId, entityId })), inboxId, jobId: job?.id ?? "", name };
}

/** Visits a page once, and checks it in several looks. */
async function checkPage(page: Page, address: string, looks: readonly Look[]): Promise<void> {
  await page.goto(address);
  await expectLoaded(page);
  for (const look of looks) {
    await test.step(`${look.width} px wide, ${look.colorScheme}`, async () => {
      await lookAt(page, look);
      await expect(page.locator("html")).toHaveAttribute("data-theme", look.colorScheme);
      await expectAccessible(page);
      await expectNoSidewaysScroll(page);
    });
  }
  await test.step("on a phone", async () => {
    await page.setViewportSize({ width: PHONE_WIDTH, height: 900 });
    await expectNoSidewaysScroll(page);
  });
}

test("no page is left out", async () => {
  const files = await readdir("app", { recursive: true });
  const folders = files.filter((file) => /(^|\/)page\.tsx$/.test(file)).map((file) => dirname(file));
  expect(folders.sort()).toEqual([...Object.keys(PAGES), ...Object.keys(SIGNED_OUT_PAGES)].sort());
});

test.describe("signed in", () => {
  let things: Things;
  test.beforeAll(async () => {
    things = await makeThings();
  });

  for (const [folder, address] of Object.entries(PAGES)) {
    for (const { words, details, looks } of VISITS) {
      test(`${folder} meets WCAG AA and fits, ${words}`, details, async ({ page }) => {
        await checkPage(page, address(things), looks);
      });
    }
  }
});

test.describe("signed out", () => {
  test.use({ isSignedIn: false });

  for (const [folder, address] of Object.entries(SIGNED_OUT_PAGES)) {
    for (const { words, details, looks } of VISITS) {
      test(`${folder} meets WCAG AA and fits, ${words}`, details, async ({ page }) => {
        await checkPage(
          page,
          address({ configId: "", entityId: "", executionId: "", flowId: "", inboxId: "", jobId: "", name: "" }),
          looks,
        );
      });
    }
  }
});
