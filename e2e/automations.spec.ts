import type { Page } from "@playwright/test";
import { expectAccessible, expectAccessibleInBothThemes, expectNoSidewaysScroll } from "@/e2e/support/checks";
import { PHONE_WIDTH } from "@/e2e/support/looks";
import { become } from "@/e2e/support/people";
import { expect, test } from "@/e2e/support/test";

/** The time that a busy machine may need to load and run the form's scripts. */
const TAKEN_OVER = { timeout: 30_000 };

/** Chooses a field in a picker, by its path. */
async function pickField(page: Page, label: string, path: string): Promise<void> {
  await page.getByRole("combobox", { name: label, exact: true }).click();
  await page.getByPlaceholder("Search fields, or type a path").fill(path);
  await page.getByRole("option").filter({ hasText: path }).first().click();
}

async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole("combobox", { name: label, exact: true }).click();
  await page.getByRole("option", { name: option, exact: true }).click();
}

const rowOf = (page: Page, name: string) => page.getByRole("row").filter({ has: page.getByRole("link", { name, exact: true }) });
const inWords = (page: Page) => page.getByRole("complementary", { name: "In words" });

test("an admin builds an automation as a sentence, and it does what the sentence says", async ({ page, api, sink }) => {
  const name = `Tell the shop ${Date.now()}`;
  await api.createWebhook({ name: "Shop", eventName: "product_updated", url: `${sink.url}/shop` });

  await test.step("the form says what is missing, at its place", async () => {
    await page.goto("/automations/new");
    const create = page.getByRole("button", { name: "Create automation" });
    await expect(create).toBeEnabled(TAKEN_OVER);
    await create.click();
    for (const fault of ["Give a name.", "Add what starts it.", "Add at least one action."]) {
      await expect(page.getByText(fault)).toBeVisible();
    }
    await expect(page.getByLabel("Name", { exact: true })).toBeFocused();
    await page.getByLabel("Name", { exact: true }).fill(name);
  });

  await test.step("when: an opportunity changes from open to won", async () => {
    await page.getByRole("button", { name: /^A record changes/ }).click();
    await expect(page.getByRole("combobox", { name: "Of", exact: true })).toBeFocused();
    await choose(page, "Of", "Opportunity");
    await pickField(page, "Add an attribute", "status");
    await page.getByRole("group", { name: "Trigger 1" }).getByRole("button", { name: "Add won" }).last().click();
    await expect(inWords(page)).toContainText("When an Opportunity is updated and status changes to won");
  });

  await test.step("then: it calls a webhook and waits, and makes a record", async () => {
    await page.getByRole("button", { name: "Create or change a record" }).click();
    await choose(page, "Record", "Task");
    await page.getByRole("group", { name: "Action 1" }).getByRole("button", { name: "Add an attribute" }).click();
    await pickField(page, "Attribute 1: name", "title");
    await pickField(page, "Attribute 1: value", "opportunity_title");
    await page.getByRole("button", { name: "Call a webhook" }).click();
    await page.getByRole("button", { name: "Create automation" }).click();
    await expect(page.getByText("Choose a webhook.")).toBeVisible();
    await page.getByRole("combobox", { name: "Webhook", exact: true }).click();
    await page.getByRole("option", { name: "Shop" }).first().click();
    await expect(page.getByText("Choose a webhook.")).toHaveCount(0);
    await page.getByRole("switch", { name: "Wait for the response" }).click();
    await expect(page.getByText("It has 30 seconds, and two retries")).toBeVisible();
    await page.getByRole("button", { name: "Move action 2 up" }).focus();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("button", { name: "Move action 1 down" })).toBeFocused();
    await expect(inWords(page)).toContainText("then call “Shop” and wait for the response, then create a Task.");
  });

  await test.step("if: the opportunity has a source; the condition is for all actions", async () => {
    await page.getByRole("button", { name: "Condition on actions" }).click();
    await pickField(page, "Condition 1, statement 1: attribute", "source");
    await page.getByRole("group", { name: "Condition 1" }).getByRole("button", { name: "Add phone" }).click();
    await expect(page.getByText("for all actions")).toBeVisible();
    await expect(inWords(page)).toContainText("if source is phone, then call");
    await expectAccessibleInBothThemes(page);
    await page.setViewportSize({ width: PHONE_WIDTH, height: 900 });
    await expectNoSidewaysScroll(page);
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  await test.step("what was typed is here again after a reload, and is saved", async () => {
    await page.reload();
    await expect(page.getByText("What you typed and did not save is here again.")).toBeVisible();
    await page.getByRole("button", { name: "Create automation" }).click();
    await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
    await expect(page.getByText(/When an Opportunity is updated and status changes to won, if source is phone/)).toBeVisible();
  });

  await test.step("it runs as it reads", async () => {
    const { _id: id } = await api.createEntity("opportunity", { opportunity_title: "Heat pump", status: "open", source: "phone" });
    await api.patchEntity("opportunity", id, { status: "won" });
    const [request] = await sink.waitForRequests(1);
    expect(JSON.parse(request?.rawBody ?? "{}")).toMatchObject({ metadata: { automation_name: name }, entity: { status: "won" } });
    await expect(async () => {
      await page.goto(`/automations?q=${encodeURIComponent(name)}`);
      await expect(rowOf(page, name)).toContainText("Succeeded", { timeout: 1_000 });
    }).toPass();
  });

  await test.step("the list switches it off, copies it and deletes the copy, which is named", async () => {
    await rowOf(page, name).getByRole("switch").click();
    await expect(page.getByText(`${name} is disabled`)).toBeVisible();
    await page.getByRole("radio", { name: "Disabled" }).click();
    await expect(page).toHaveURL(/state=disabled/);
    await rowOf(page, name)
      .getByRole("button", { name: `Actions for ${name}` })
      .click();
    await page.getByRole("menuitem", { name: "Duplicate" }).click();
    await expect(page.getByLabel("Name", { exact: true })).toHaveValue(`${name} (copy)`);
    await expect(page.getByRole("switch", { name: "Enabled" })).not.toBeChecked();
    await expect(page.getByRole("button", { name: "Create automation" })).toBeEnabled(TAKEN_OVER);
    await page.getByRole("button", { name: "Create automation" }).click();
    await expect(page.getByRole("heading", { name: `${name} (copy)`, level: 1 })).toBeVisible();
    await page.getByRole("button", { name: `Actions for ${name} (copy)` }).click();
    await page.getByRole("menuitem", { name: "Delete" }).click();
    await expect(page.getByRole("alertdialog", { name: `Delete “${name} (copy)”?` })).toBeVisible();
    await page.getByRole("button", { name: "Delete automation" }).click();
    await expect(page).toHaveURL(/\/automations$/);
    await expect(page.getByRole("link", { name: `${name} (copy)` })).toHaveCount(0);
  });
});

/** An automation of a program, with parts that the form has no field for. */
const BY_A_PROGRAM = {
  version: 2,
  triggers: [
    {
      type: "entity_operation",
      configuration: {
        ...{ schema: "opportunity", operations: ["updateEntity"], include_activities: ["Won"] },
        filter_config: { operation: { payload: { amount: [{ numeric: [">", 10] }] } } },
      },
    },
  ],
  schedules: [{ id: "s", source: { id: "first", origin: "action" }, numberOfUnits: 1, timePeriod: "hours", timeRelation: "after" }],
  actions: [
    { id: "first", type: "trigger-webhook", config: { target_webhook_id: "gone", sync: true, entity_sources: ["customer"] } },
    {
      ...{ id: "second", type: "map-entity", schedule_id: "s", allow_failure: true },
      config: {
        target_schema: "task",
        mapping_attributes: [{ target: "related", operation: { $relation: [{ entity_id: { _copy: "_id" } }] } }],
      },
    },
  ],
  max_executions: { count: 7, window: "PT5M" },
};

test("what a program has set and the form does not know is named, can be changed as JSON, and stays", async ({ page, api }) => {
  const name = `By a program ${Date.now()}`;
  const { id } = await api.createFlow({ flow_name: name, ...BY_A_PROGRAM });
  const before = await api.getFlow(id);

  await page.goto(`/automations/${id}/edit`);
  const save = page.getByRole("button", { name: "Save changes" });
  await expect(save).toBeEnabled(TAKEN_OVER);
  await expect(page.getByRole("group", { name: "Trigger 1" })).toContainText("include_activities");
  await expect(page.getByRole("group", { name: "Trigger 1" })).toContainText("And only where the change matches this pattern");
  await expect(page.getByRole("group", { name: "Action 1" })).toContainText("This webhook was deleted");
  await expect(page.getByRole("group", { name: "Action 2" })).toContainText("It says more than the form can");
  await expectAccessible(page);
  await page.getByLabel("Name", { exact: true }).fill(`${name}, renamed`);
  await save.click();
  await expect(page.getByRole("heading", { name: `${name}, renamed`, level: 1 })).toBeVisible();
  const { updated_at: _then, last_updated_by: _by, ...kept } = before;
  expect(await api.getFlow(id)).toMatchObject({ ...kept, flow_name: `${name}, renamed` });

  await page.goto(`/automations/${id}/edit`);
  await expect(save).toBeEnabled(TAKEN_OVER);
  await page.getByRole("button", { name: "Action 2 as JSON" }).click();
  const dialog = page.getByRole("dialog", { name: "Action 2 as JSON" });
  const editor = dialog.getByRole("textbox", { name: "JSON" });
  await editor.fill('{"type": ');
  await dialog.getByRole("button", { name: "Take over" }).click();
  await expect(dialog.getByText(/This is no JSON/).first()).toBeVisible();
  await editor.fill('{"type": "send-mail", "config": {}}');
  await dialog.getByRole("button", { name: "Take over" }).click();
  await expect(dialog.getByText(/There is no action of the type "send-mail" here/)).toBeVisible();
  await editor.fill('{"id": "second", "type": "trigger-event", "config": {"event_name": "product_updated", "event_inputs": {"a": 1}}}');
  await dialog.getByRole("button", { name: "Take over" }).click();
  await expect(inWords(page)).toContainText("then publish");
  await api.putFlow(id, { ...before, flow_name: `${name}, by another` });
  await save.click();
  await expect(page.getByRole("alert").filter({ hasText: "was changed in the meantime" })).toBeVisible();
  await page.getByRole("button", { name: "Discard mine and load it again" }).click();
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue(`${name}, by another`);
});

test.describe("as a viewer", () => {
  test.afterEach(() => become("owner"));

  test("automations are in sight, and what changes them says why it cannot be used", async ({ page, api }) => {
    const name = `Seen by viewers ${Date.now()}`;
    const { id } = await api.createFlow({ flow_name: name, triggers: [{ type: "entity_manual", configuration: {} }], actions: [] });
    await become("viewer");
    await page.goto("/automations");
    await expect(page.getByRole("button", { name: "Create automation" })).toHaveAccessibleDescription(/Your role is viewer/);
    await expect(rowOf(page, name).getByRole("switch")).toHaveAccessibleDescription(/Your role is viewer/);
    await rowOf(page, name)
      .getByRole("button", { name: `Actions for ${name}` })
      .click();
    await expect(page.getByRole("menuitem", { name: "Delete" })).toBeDisabled();
    await expect(page.getByRole("menu")).toContainText("Your role is viewer");
    await page.keyboard.press("Escape");
    await page.goto(`/automations/${id}/edit`);
    await expect(page).toHaveURL(new RegExp(`/automations/${id}$`));
    await expect(page.getByRole("button", { name: "Edit", exact: true })).toHaveAttribute("aria-disabled", "true");
    await page.goto("/automations/new");
    await expect(page.getByRole("heading", { name: "You cannot create an automation" })).toBeVisible();
  });
});
