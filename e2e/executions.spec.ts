import { expectAccessible, expectAccessibleInBothThemes, expectNoSidewaysScroll } from "@/e2e/support/checks";
import { PHONE_WIDTH } from "@/e2e/support/looks";
import { expect, test } from "@/e2e/support/test";

const byHand = [{ type: "entity_manual", configuration: { schema: "opportunity" } }];
const call = (webhookId: string, rest: object = {}) => ({
  type: "trigger-webhook",
  config: { target_webhook_id: webhookId, sync: true },
  ...rest,
});
const inTwoDays = [{ id: "later", source: { id: "start", origin: "automation" }, numberOfUnits: 2, timePeriod: "days" }];

test("an automation is run from a record, watched while it waits, and run on from the action that failed", async ({ page, api, sink }) => {
  const stamp = Date.now();
  let answer = () => {};
  const isAnswered = new Promise<void>((resolve) => {
    answer = resolve;
  });
  sink.setRespond(async (_request, index) => {
    if (index > 0) return { status: 201, body: '{"number":"B-1"}' };
    await isAnswered;
    return { status: 400, body: "no such customer" };
  });
  const webhook = await api.createWebhook({ name: `Book ${stamp}`, eventName: "automation_trigger_webhook", url: `${sink.url}/book` });
  const name = `Book won deals ${stamp}`;
  const mapping = [{ target: "title", operation: { _copy: "_title" } }];
  const flow = await api.createFlow({
    flow_name: name,
    triggers: byHand,
    conditions: [{ id: "open", statements: [{ source: { attribute: "status" }, operation: "equals", values: ["open"] }] }],
    actions: [
      call(webhook.id, { condition_id: "open" }),
      { type: "map-entity", config: { target_schema: "task", mapping_attributes: mapping } },
    ],
  });
  const record = await api.createEntity("opportunity", { opportunity_title: `Roof ${stamp}`, status: "open" });
  const actions = page.getByRole("region", { name: "Actions" }).getByRole("listitem");

  await test.step("the record offers the automations that are for it, and leads to the execution", async () => {
    await page.goto(`/entities/opportunity/${record._id}`);
    await expect(page.getByText("No automation has run for this record.")).toBeVisible();
    await page.getByRole("button", { name: "Run automation" }).click();
    const dialog = page.getByRole("dialog", { name: "Run automation" });
    await dialog.getByRole("combobox", { name: "Automation" }).click();
    await page.getByRole("option", { name }).click();
    await expect(dialog).toContainText("It calls a webhook, then makes or changes a record.");
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "Run" }).click();
    await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
  });

  await test.step("it says what it waits for, and shows the failure by itself, with its cause and what to do", async () => {
    await expect(actions.first()).toContainText("Waits for the endpoint’s answer");
    await expect(actions.first()).toContainText("it held");
    await expect(actions.nth(1)).toContainText("Pending");
    answer();
    await expect(actions.first()).toContainText("The webhook was not delivered. The endpoint answered 400.");
    await expect(actions.first()).toContainText("TRIGGER_WEBHOOK_ERROR");
    await expect(page.getByRole("heading", { level: 1 })).toContainText("Failed");
    await expect(actions.nth(1)).toContainText("Pending");
    await expectAccessibleInBothThemes(page);
  });

  await test.step("its delivery opens beside it, with an address of its own, and leads back", async () => {
    await actions.first().getByRole("link", { name: "See its delivery" }).click();
    const drawer = page.getByRole("dialog", { name: "Event" });
    await expect(drawer).toContainText("no such customer");
    await expect(page).toHaveURL(/\?event=dlv_/);
    await page.reload();
    await drawer.getByRole("link", { name }).click();
    await expect(page).toHaveURL(new RegExp(`/automations/${flow.id}/executions/[0-9a-f-]+$`));
    await expect(drawer).toHaveCount(0);
  });

  await test.step("it runs on from the failed action, and shows what each action gave", async () => {
    await actions.first().getByRole("button", { name: "Run again from here" }).click();
    const dialog = page.getByRole("dialog", { name: "Run again from here" });
    await expect(dialog.getByRole("radio")).toHaveCount(3);
    await expect(dialog.getByRole("radio", { name: "This action, then go on" })).toBeChecked();
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "Run" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toContainText("Succeeded");
    expect(sink.requests.map(({ headers }) => headers["webhook-id"])).toEqual(Array(2).fill(sink.requests[0]?.headers["webhook-id"]));
    await actions.first().getByRole("button", { name: "Outputs" }).click();
    await expect(actions.first()).toContainText('"B-1"');
    await page.setViewportSize({ width: PHONE_WIDTH, height: 900 });
    await expectNoSidewaysScroll(page);
    await actions.nth(1).getByRole("link", { name: "See the record that it made" }).click();
    await expect(page.getByRole("heading", { name: `Roof ${stamp}`, level: 1 })).toBeVisible();
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  await test.step("automation and record list it", async () => {
    await page.goto(`/automations/${flow.id}`);
    const row = page.getByRole("row").filter({ hasText: `Roof ${stamp}` });
    await expect(row).toContainText("Succeeded");
    await expect(row).toContainText("By hand");
    await expect(row).toContainText("2 of 2");
    await page.getByRole("radio", { name: "Failed" }).click();
    await expect(page).toHaveURL(/\?status=failed$/);
    await expect(page.getByText("None of them")).toBeVisible();
    await page.reload();
    await page.getByRole("button", { name: "Show all" }).click();
    await row.getByRole("link", { name: `Roof ${stamp}` }).click();
    const executions = page.getByRole("region", { name: "Executions" });
    await expect(executions.getByRole("row").filter({ hasText: name })).toContainText("Succeeded");
  });
});

test("an execution that waits for a time is cancelled, or goes on without it, and one beyond the limit says so", async ({
  page,
  api,
  sink,
}) => {
  const stamp = Date.now();
  const webhook = await api.createWebhook({ name: `Remind ${stamp}`, eventName: "automation_trigger_webhook", url: sink.url });
  const flow = await api.createFlow({
    flow_name: `Remind of deals ${stamp}`,
    triggers: byHand,
    schedules: inTwoDays,
    actions: [call(webhook.id, { schedule_id: "later" }), call(webhook.id)],
    max_executions: { count: 2, window: "PT1H" },
  });
  await api.createEntity("opportunity", { opportunity_title: `Wall ${stamp}`, status: "open" });
  const heading = page.getByRole("heading", { level: 1 });
  const actions = page.getByRole("region", { name: "Actions" }).getByRole("listitem");
  /** Runs the automation from its own page. */
  const run = async () => {
    await page.goto(`/automations/${flow.id}`);
    await page.getByRole("button", { name: "Run", exact: true }).click();
    const dialog = page.getByRole("dialog", { name: "Run automation" });
    await dialog.getByRole("combobox", { name: "Record" }).click();
    await page.getByPlaceholder("Search records").fill(`wall ${stamp}`);
    await page.getByRole("option", { name: `Wall ${stamp}` }).click();
    await dialog.getByRole("button", { name: "Run" }).click();
  };

  await test.step("a cancelled schedule cancels what waits for it, and the rest goes on", async () => {
    await run();
    await expect(heading).toContainText("Scheduled");
    await expect(page.getByText(/It waits until .* in 1 d|It waits until .* in 2 d/)).toBeVisible();
    await expectAccessible(page);
    await actions.first().getByRole("button", { name: "Cancel schedule" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Cancel schedule" }).click();
    await expect(heading).toContainText("Succeeded");
    await expect(actions.first()).toContainText("The schedule of this action was cancelled.");
    await expect(actions.nth(1)).toContainText("Succeeded");
    expect(sink.requests).toHaveLength(1);
  });

  await test.step("a cancelled execution does nothing more", async () => {
    await run();
    await expect(heading).toContainText("Scheduled");
    await page.getByRole("button", { name: "Cancel execution" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Cancel execution" }).click();
    await expect(heading).toContainText("Cancelled");
    await expect(page.getByRole("button", { name: "Cancel execution" })).toHaveCount(0);
    expect(sink.requests).toHaveLength(1);
  });

  await test.step("the one beyond the limit does nothing, says why, and the automation is disabled", async () => {
    await run();
    await expect(heading).toContainText("Over its limit");
    await expect(page.getByText(/has started 2 times within PT1H/)).toBeVisible();
    await page.goto(`/automations/${flow.id}`);
    await expect(page.getByRole("row").filter({ hasText: "Over its limit" })).toContainText("has started 2 times");
    await expect(page.getByRole("button", { name: "Run", exact: true })).toHaveAccessibleDescription(/disabled/);
  });
});

test("a webhook says which automations call it, and asks before they would fail", async ({ page, api, sink }) => {
  const stamp = Date.now();
  const webhook = await api.createWebhook({ name: `Called ${stamp}`, eventName: "automation_trigger_webhook", url: sink.url });
  await api.createFlow({ flow_name: `Waits ${stamp}`, triggers: byHand, actions: [call(webhook.id)] });
  await api.createFlow({ flow_name: `Off ${stamp}`, enabled: false, triggers: byHand, actions: [call(webhook.id)] });

  await test.step("its page leads to them", async () => {
    await page.goto(`/settings/api/webhooks/${webhook.id}/configuration`);
    const callers = page.getByRole("region", { name: "Automations that call it" });
    await expect(callers.getByRole("listitem").filter({ hasText: `Waits ${stamp}` })).toContainText("Waits for the response");
    await expect(callers.getByRole("listitem").filter({ hasText: `Off ${stamp}` })).toContainText("Disabled");
    await expectAccessible(page);
  });

  await test.step("disabling and deleting it name those that are enabled, on its page and in the list", async () => {
    const asked = page.getByRole("alertdialog");
    const enabled = page.getByRole("switch", { name: `Called ${stamp} enabled` });
    await enabled.click();
    await expect(asked).toContainText(`An automation calls it: “Waits ${stamp}”. While it is disabled,`);
    await expectAccessible(page);
    await asked.getByRole("button", { name: "Cancel" }).click();
    await expect(enabled).toBeChecked();
    await page.goto("/settings/api/webhooks");
    await page.getByRole("button", { name: `Actions for Called ${stamp}` }).click();
    await page.getByRole("menuitem", { name: "Delete" }).click();
    await expect(asked).toContainText(`An automation calls it: “Waits ${stamp}”. Once it is deleted,`);
    await asked.getByRole("button", { name: "Cancel" }).click();
    await enabled.click();
    await asked.getByRole("button", { name: "Disable webhook" }).click();
    await expect(enabled).not.toBeChecked();
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(enabled).toBeChecked();
  });
});
