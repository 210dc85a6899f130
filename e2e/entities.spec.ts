import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { expectAccessible, expectNoSidewaysScroll } from "@/e2e/support/checks";
import { PHONE_WIDTH } from "@/e2e/support/looks";
import { expect, test } from "@/e2e/support/test";

/** Adds an attribute to the schema whose form is open. */
async function addAttribute(
  page: Page,
  label: string,
  { type, options = [], schema, isRequired = false }: { type?: string; options?: string[]; schema?: string; isRequired?: boolean },
): Promise<void> {
  await page.getByRole("button", { name: "Add attribute" }).click();
  const dialog = page.getByRole("dialog", { name: "Add an attribute" });
  await dialog.getByLabel("Label").fill(label);
  await expect(dialog.getByLabel("Name", { exact: true })).toHaveValue(label.toLowerCase());
  if (type) {
    await dialog.getByRole("combobox", { name: "Type" }).click();
    await page.getByRole("option", { name: type, exact: true }).click();
  }
  for (const [index, option] of options.entries()) {
    await dialog.getByRole("button", { name: "Add option" }).click();
    await dialog.getByLabel(`Option ${index + 1}: value`).fill(option);
  }
  if (schema) await dialog.getByRole("checkbox", { name: schema }).click();
  if (isRequired) await dialog.getByRole("checkbox", { name: "Required" }).click();
  await dialog.getByRole("button", { name: "Add attribute" }).click();
  await expect(dialog).toHaveCount(0);
}

/** Presses a button that downloads JSON. Returns the file's name and what it holds. */
async function download(page: Page, button: string): Promise<{ name: string; value: unknown }> {
  const downloaded = page.waitForEvent("download");
  await page.getByRole("button", { name: button }).click();
  const file = await downloaded;
  return { name: file.suggestedFilename(), value: JSON.parse(await readFile(await file.path(), "utf8")) };
}

test("an admin makes an entity schema, orders its attributes, and downloads JSON Schema and example", async ({ page }) => {
  await test.step("the form names what is wrong, and attributes are added and moved by the keyboard too", async () => {
    await page.goto("/entities");
    await page.getByRole("link", { name: "Create schema" }).click();
    await page.getByLabel("Name", { exact: true }).fill("Meter");
    await page.getByLabel("Name of several").fill("Meters");
    await page.getByLabel("Slug").fill("schemas");
    await page.getByLabel("Title of a record").fill("{{serial}}");
    await page.getByRole("button", { name: "Create schema" }).click();
    await expect(page.getByText("This name stands in a path of the API.")).toBeVisible();
    await page.getByLabel("Slug").fill("meter");
    await page.getByRole("button", { name: "Remove Name" }).click();
    await expect(page.getByRole("button", { name: "Add attribute" })).toBeFocused();
    await addAttribute(page, "Medium", { type: "Status", options: ["power", "gas"] });
    await addAttribute(page, "Serial", { isRequired: true });
    await addAttribute(page, "Owner", { type: "Relation to records", schema: "Contacts" });
    await page.getByRole("button", { name: "Move Serial up" }).focus();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("button", { name: "Move Serial down" })).toBeFocused();
    await expectAccessible(page);
  });

  await test.step("it is saved with its events, and its documents come as files", async () => {
    await page.getByRole("button", { name: "Create schema" }).click();
    await expect(page.getByRole("heading", { name: "Meters", level: 1 })).toBeVisible();
    await expect(page.getByRole("rowheader")).toContainText(["Serial", "Medium", "Owner"]);
    await expect(page.getByRole("link", { name: "meter.created" })).toBeVisible();
    const schema = await download(page, "Download JSON Schema");
    expect(schema).toMatchObject({ name: "meter.schema.json", value: { properties: { medium: { enum: ["power", "gas", null] } } } });
    expect(schema.value).toMatchObject({ required: expect.arrayContaining(["serial"]) });
    const example = await download(page, "Download Example");
    expect(example).toMatchObject({ name: "meter.example.json", value: { _schema: "meter", medium: "power" } });
  });

  await test.step("the list gives them too, and the catalogue says where its event types come from", async () => {
    await page.goto("/entities?q=meter");
    await page.getByRole("button", { name: "Actions for Meters" }).click();
    const downloaded = page.waitForEvent("download");
    await page.getByRole("menuitem", { name: "Download example" }).click();
    expect((await downloaded).suggestedFilename()).toBe("meter.example.json");
    await page.goto("/events/catalogue/meter.created");
    await expect(page.getByText("Of an entity")).toBeVisible();
    await page.getByRole("link", { name: "meter", exact: true }).click();
    await expect(page.getByRole("heading", { name: "Meters", level: 1 })).toBeVisible();
  });

  await test.step("an attribute is changed, the schema is saved again and then deleted", async () => {
    await page.getByRole("link", { name: "Edit schema" }).click();
    await page.getByRole("button", { name: "Edit Medium" }).click();
    await page.getByRole("dialog").getByLabel("Label").fill("Kind");
    await page.getByRole("button", { name: "Take over" }).click();
    await page.getByRole("button", { name: "Save schema" }).click();
    await expect(page.getByRole("rowheader", { name: "Kind medium" })).toBeVisible();
    await page.getByRole("button", { name: "Delete" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Delete schema" }).click();
    await expect(page).toHaveURL(/\/entities$/);
    await expect(page.getByRole("link", { name: "Contacts" })).toBeVisible();
    await expect(page.getByRole("link", { name: "Meters" })).toHaveCount(0);
  });
});

test("an admin creates, finds, changes and deletes a record, and sees what webhooks were sent", async ({ page, api, sink }) => {
  const stamp = Date.now();
  await api.createWebhook({ name: "CRM", eventName: "contact.updated", url: `${sink.url}/crm` });
  const account = await api.createEntity("account", { name: `Okafor ${stamp}` });

  await test.step("the form refuses what the schema does, and a record is there", async () => {
    await page.goto("/entities/contact");
    await page.getByRole("link", { name: "Create record" }).first().click();
    await page.getByLabel("First name").fill("Ada");
    await page.getByRole("button", { name: "Create record" }).click();
    await expect(page.getByText("This is required.")).toBeVisible();
    await page.getByLabel("Last name").fill(`Lovelace${stamp}`);
    await page.getByRole("combobox", { name: "Status" }).click();
    await page.getByRole("option", { name: "Active", exact: true }).click();
    await page.getByLabel("Email").fill("ada@example.com");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Create record" }).click();
    await expect(page.getByRole("heading", { name: `Ada Lovelace${stamp}`, level: 1 })).toBeVisible();
    await expect(page.getByText("Entity created")).toBeVisible();
  });

  await test.step("it is found by a part of a word, sorted, and shown with the columns that are chosen", async () => {
    await page.goto("/entities/contact");
    await page.getByLabel("Search Contacts").fill(`lovelace${stamp}`.slice(0, -2));
    await expect(page).toHaveURL(/q=lovelace/);
    await expect(page.getByText("1 record", { exact: true })).toBeVisible();
    await page.getByRole("button", { name: "Columns" }).click();
    await page.getByRole("checkbox", { name: "First name" }).click();
    await page.keyboard.press("Escape");
    await expect(page.getByRole("cell", { name: "Ada", exact: true })).toBeVisible();
    await page.getByRole("button", { name: "Title" }).click();
    await expect(page.getByRole("columnheader", { name: "Title" })).toHaveAttribute("aria-sort", "ascending");
    await page.reload();
    await expect(page.getByRole("columnheader", { name: "First name" })).toBeVisible();
    await page.getByRole("link", { name: `Ada Lovelace${stamp}` }).click();
  });

  await test.step("a change shows the values before, and its delivery", async () => {
    await page.getByRole("link", { name: "Edit" }).click();
    await page.getByRole("combobox", { name: "Status" }).click();
    await page.getByRole("option", { name: "Blocked" }).click();
    await page.getByRole("button", { name: "Save record" }).click();
    const feed = page.getByRole("region", { name: "Activity" });
    await expect(feed.getByText("Removed: Active")).toBeVisible();
    await expect(feed.getByText("Added: Blocked")).toBeVisible();
    const [request] = await sink.waitForRequests(1);
    expect(JSON.parse(request?.rawBody ?? "")).toMatchObject({ entity: { status: "blocked", first_name: "Ada" } });
    const deliveries = page.getByRole("region", { name: "Deliveries" });
    await expect(deliveries.getByRole("row").filter({ hasText: "contact.updated" })).toContainText("Succeeded");
    await deliveries.getByRole("link", { name: "contact.updated" }).click();
    await expect(page.getByRole("dialog", { name: "Event" }).getByText("Succeeded", { exact: true })).toBeVisible();
    await page.keyboard.press("Escape");
  });

  await test.step("a relation is added and removed", async () => {
    const relations = page.getByRole("region", { name: "Relations" });
    await relations.getByRole("button", { name: "Add relation" }).click();
    await page.getByRole("combobox", { name: "Record" }).click();
    await page.getByPlaceholder("Search records").fill(`okafor ${stamp}`);
    await page.getByRole("option", { name: `Okafor ${stamp}` }).click();
    await page.getByRole("dialog", { name: "Add a relation" }).getByRole("button", { name: "Add relation" }).click();
    await expect(relations.getByRole("link", { name: `Okafor ${stamp}` })).toBeVisible();
    await expect(page.getByText(`Added: Okafor ${stamp}`)).toBeVisible();
    await page.goto(`/entities/account/${account._id}`);
    await expect(page.getByRole("list", { name: "Records that relate to it" })).toContainText(`Ada Lovelace${stamp}`);
    await page.getByRole("link", { name: `Ada Lovelace${stamp}` }).click();
    await page.getByRole("button", { name: `Remove the relation to Okafor ${stamp}` }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Remove relation" }).click();
    await expect(page.getByText("It relates to no other record.")).toBeVisible();
  });

  await test.step("it is deleted, found among the deleted, restored, and its events stand in the log", async () => {
    await page.getByRole("button", { name: "Delete" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Delete record" }).click();
    await expect(page.getByText("It cannot be changed until it is restored.")).toBeVisible();
    await page.goto(`/entities/contact?deleted=only&q=lovelace${stamp}`);
    await page.getByRole("link", { name: `Ada Lovelace${stamp}` }).click();
    await page.getByRole("button", { name: "Restore" }).click();
    await expect(page.getByRole("link", { name: "Edit" })).toBeVisible();
    await page.getByRole("link", { name: "See all in the event log" }).click();
    await expect(page.getByText("Of one record")).toBeVisible();
    await expect(page.getByRole("row").filter({ hasText: "contact.updated" }).first()).toBeVisible();
  });
});

test("a record with a name of 200 characters fits, wide and on a phone", async ({ page, api }) => {
  const name = "W".repeat(200);
  const product = await api.createEntity("product", { name, price: { amount: 12.5, currency: "EUR" } });
  for (const address of ["/entities/product", `/entities/product/${product._id}`, `/entities/product/${product._id}/edit`]) {
    await page.goto(address);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    for (const width of [1440, PHONE_WIDTH]) {
      await page.setViewportSize({ width, height: 900 });
      await expectNoSidewaysScroll(page);
    }
  }
});
