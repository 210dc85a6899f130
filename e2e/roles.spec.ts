import type { Api } from "@/e2e/support/api";
import { expectAccessible } from "@/e2e/support/checks";
import { MATRIX } from "@/e2e/support/looks";
import { become } from "@/e2e/support/people";
import { expect, test } from "@/e2e/support/test";
import { chooseEvent, rowOf } from "@/e2e/support/webhook-pages";
import type { HttpSink } from "@/tests/support/http-sink";

interface Seen {
  webhookId: string;
  deliveryId: string;
  recordId: string;
  flowId: string;
  executionId: string;
}

/** Returns the buttons that a viewer sees and may not use, page by page. */
function unavailableTo({ webhookId, deliveryId, recordId, flowId, executionId }: Seen): [path: string, buttons: string[]][] {
  const base = `/settings/api/webhooks/${webhookId}`;
  return [
    ["/settings/api/webhooks", ["Create webhook"]],
    [`${base}/configuration`, ["Edit", "Delete webhook"]],
    [`${base}/signing`, ["Reveal", "Rotate"]],
    [`${base}?event=${deliveryId}`, ["Replay"]],
    [base, ["Replay all that match"]],
    ["/events/catalogue", ["Add event type"]],
    ["/events/catalogue/product_updated", ["Send test event"]],
    ["/settings/environment", ["Create variable"]],
    ["/inboxes", ["Create inbox"]],
    ["/entities", ["Create schema"]],
    ["/entities/contact", ["Create record"]],
    ["/entities/schemas/contact", ["Edit schema", "Delete"]],
    [`/entities/contact/${recordId}`, ["Edit", "Delete", "Add relation", "Run automation"]],
    ["/automations", ["Create automation"]],
    [`/automations/${flowId}`, ["Edit", "Run"]],
    [`/automations/${flowId}/executions/${executionId}`, ["Cancel execution", "Cancel schedule"]],
    ["/settings/members", ["Invite"]],
  ];
}

/** Creates a webhook, a delivery of it, and a record. */
async function makeThings(api: Api, sink: HttpSink): Promise<Seen> {
  const webhook = await api.createWebhook({ name: "Seen by viewers", eventName: "product_updated", url: sink.url });
  const published = await api.publish({ eventName: "product_updated", entity: { _id: "1" } });
  const deliveryId = published.deliveries.find(({ webhook_config_id: id }) => id === webhook.id)?.event_id ?? "";
  await sink.waitForRequests(1);
  const record = await api.createEntity("contact", { first_name: "Seen", last_name: "By viewers" });
  const flow = await api.createFlow({
    flow_name: "Seen by viewers",
    triggers: [{ type: "entity_manual", configuration: { schema: "contact" } }],
    schedules: [{ id: "later", source: { id: "start", origin: "automation" }, numberOfUnits: 2, timePeriod: "days" }],
    actions: [{ type: "trigger-webhook", config: { target_webhook_id: webhook.id }, schedule_id: "later" }],
  });
  const execution = await api.startExecution(flow.id, record._id);
  return { webhookId: webhook.id, deliveryId, recordId: record._id, flowId: flow.id, executionId: execution.id };
}

test.describe("as a viewer", () => {
  test.afterEach(() => become("owner"));

  test("everything is in sight, and what changes something is unavailable with the reason", async ({ page, api, sink }) => {
    const things = await makeThings(api, sink);
    await become("viewer");
    await test.step("what a viewer may not do is unavailable, with the reason", async () => {
      for (const [path, buttons] of unavailableTo(things)) {
        await page.goto(path);
        for (const name of buttons) {
          const button = page.getByRole("button", { name, exact: true }).first();
          await expect(button, path).toHaveAttribute("aria-disabled", "true");
          await expect(button, path).toHaveAccessibleDescription(/Your role is viewer/);
        }
      }
    });

    await test.step("a switch and a menu in the list say so too", async () => {
      await page.goto("/settings/api/webhooks");
      const row = rowOf(page, "Seen by viewers");
      const enabled = row.getByRole("switch");
      await expect(enabled).toHaveAccessibleDescription(/Your role is viewer/);
      await enabled.click({ force: true });
      await expect(enabled).toBeChecked();
      await row.getByRole("button", { name: "Actions for Seen by viewers" }).click();
      await expect(page.getByRole("menuitem", { name: "Delete" })).toBeDisabled();
      await expect(page.getByRole("menu")).toContainText("Your role is viewer");
      await page.keyboard.press("Escape");
    });

    await test.step("a button says so to keyboard and pointer, and its page to who goes there", async () => {
      const create = page.getByRole("button", { name: "Create webhook" });
      await create.focus();
      await expect(page.getByRole("tooltip")).toContainText("Ask an owner to make you an admin");
      await create.click({ force: true });
      await expect(page.getByText("This is not available to you")).toBeVisible();
      await expect(page).toHaveURL(/\/settings\/api\/webhooks$/);
      await page.goto("/settings/api/webhooks/new");
      await expect(page.getByRole("heading", { name: "You cannot create a webhook" })).toBeVisible();
    });
  });

  test("each page meets WCAG AA with what is unavailable", MATRIX, async ({ page, api, sink }) => {
    const things = await makeThings(api, sink);
    await become("viewer");
    for (const [path, [button = ""]] of unavailableTo(things)) {
      await page.goto(path);
      await expect(page.getByRole("button", { name: button, exact: true }).first()).toBeVisible();
      await expectAccessible(page);
    }
  });

  test("the server refuses what a page that was still open asks for, and what was typed stays", async ({ page }) => {
    await page.goto("/settings/api/webhooks/new");
    await chooseEvent(page, "product", "product_updated");
    await page.getByLabel("Name", { exact: true }).fill("Made by a viewer");
    await page.getByLabel("URL").fill("https://example.com/hooks");
    await expect(page.getByRole("region", { name: "request head" })).toContainText("https://example.com/hooks");
    await become("viewer");
    await page.getByRole("button", { name: "Create webhook" }).click();
    await expect(page.getByRole("alert").filter({ hasText: "Your role is viewer" })).toBeVisible();
    await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Made by a viewer");
  });
});
