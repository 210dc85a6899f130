import { expect, test } from "@/e2e/support/test";
import { chooseEvent } from "@/e2e/support/webhook-pages";

const entity = { items: [{ product: "Roof tiles", price: 12 }], total: 24, isPaid: true };

test("a key with a dot is found as one types it, named in brackets, and a path that cannot be read is told", async ({ page, api }) => {
  const fields = { "System.State": "Active" };
  await api.createEventType({ name: "workitem.updated", label: "Work Item Updated", example: { entity: { fields } } });
  await page.goto("/settings/api/webhooks/new");
  await chooseEvent(page, "work", "Work Item Updated");
  const filter = page.getByRole("region", { name: "Filter", exact: true });
  await filter.getByRole("button", { name: /^Filter/ }).click();
  await filter.getByRole("radio", { name: "By one field" }).click();
  const field = filter.getByRole("combobox", { name: "Field" });

  await field.click();
  await page.getByPlaceholder("Search fields, or type a path").fill("fields.System.State");
  await page.keyboard.press("Enter");
  await filter.getByRole("button", { name: "Add Active" }).click();
  await expect(filter).toContainText('Send when entity.fields["System.State"] is Active.');

  await field.click();
  await page.getByPlaceholder("Search fields, or type a path").fill("tags[");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Create webhook" }).click();
  await expect(filter).toContainText("The brackets of this path cannot be read");
});

test("a list of items is picked from the schema and counted, and a new condition is where one goes on typing", async ({ page, api }) => {
  await api.createEventType({ name: "basket.filled", label: "Basket Filled", example: { entity } });
  await page.goto("/settings/api/webhooks/new");
  await chooseEvent(page, "basket", "Basket Filled");
  const filter = page.getByRole("region", { name: "Filter", exact: true });
  await filter.getByRole("button", { name: /^Filter/ }).click();
  await filter.getByRole("radio", { name: "By conditions" }).click();
  const operation = filter.getByRole("combobox", { name: "Condition 1: operation" });

  await test.step("a boolean has its own operations", async () => {
    await filter.getByRole("combobox", { name: "Condition 1: field" }).click();
    await page.getByRole("option", { name: /^entity\.isPaid/ }).click();
    await expect(filter).toContainText("Send when entity.isPaid is …");
    await operation.click();
    await expect(page.getByRole("option")).toHaveText(["is", "is not", "is empty", "has a value"]);
    await page.keyboard.press("Escape");
  });

  await test.step("a list is counted", async () => {
    await filter.getByRole("combobox", { name: "Condition 1: field" }).click();
    await page.getByPlaceholder("Search fields, or type a path").fill("entity.items");
    await page.keyboard.press("Enter");
    await expect(operation).toHaveText("has at least … items");
    await filter.getByRole("textbox", { name: "Condition 1: values" }).fill("2");
    await expect(filter).toContainText("Send when entity.items has at least … items.");
    await page.keyboard.press("Enter");
    await expect(filter).toContainText("Send when entity.items has at least 2 items.");
  });

  await test.step("new conditions take the focus, and what they lack is said", async () => {
    await filter.getByRole("button", { name: "Add JSONata condition" }).click();
    await expect(page.getByRole("textbox", { name: "Condition 2: JSONata expression" })).toBeFocused();
    await page.keyboard.type("entity.total > 20");
    await expect(filter).toContainText("and JSONata says so: entity.total > 20.");
    await filter.getByRole("button", { name: "Add condition" }).click();
    await expect(filter.getByRole("combobox", { name: "Condition 3: field" })).toBeFocused();
    await page.getByRole("button", { name: "Create webhook" }).click();
    await expect(filter.getByText("Give a value to compare with.", { exact: true })).toBeVisible();
  });
});
