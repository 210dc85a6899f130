import { expectLoaded } from "@/e2e/support/checks";
import { expect, test } from "@/e2e/support/test";

const description = "An invoice was not paid by its due date.";
const entity = { items: [{ product: "Roof tiles", price: 12 }], note: "" };

test("Enter takes the event that is called what was typed, before those whose description has it", async ({ page, api }) => {
  await api.createEventType({ name: "bill.overdue", label: "Bill Overdue", description });
  await api.createEventType({ name: "bill.paid", label: "Bill Paid", description: "Somebody settled a bill." });
  await page.goto("/settings/api/webhooks/new");
  const event = page.getByRole("combobox", { name: "Event" });
  const search = page.getByPlaceholder("Search events");
  await event.click();
  await search.fill("paid");
  await expect(page.getByRole("option")).toHaveText([/^Bill Paid/, /^Bill Overdue/]);
  await search.press("Enter");
  await expect(event).toContainText("Bill Paid");
});

test("a path that is typed in full is the one that Enter takes", async ({ page, api }) => {
  await api.createEventType({ name: "purchase.made", label: "Purchase Made", example: { entity } });
  await page.goto("/settings/api/webhooks/new");
  await page.getByRole("combobox", { name: "Event" }).click();
  await page.getByPlaceholder("Search events").fill("purchase");
  await page.getByPlaceholder("Search events").press("Enter");
  const filter = page.getByRole("region", { name: "Filter", exact: true });
  await filter.getByRole("button", { name: /^Filter/ }).click();
  await filter.getByRole("radio", { name: "By one field" }).click();
  await filter.getByRole("combobox", { name: "Field", exact: true }).click();
  await page.getByPlaceholder("Search fields, or type a path").fill("entity.items");
  await expect(page.getByRole("option").first()).toHaveText(/^entity\.items(?!\.)/);
  await page.getByPlaceholder("Search fields, or type a path").press("Enter");
  await expect(filter.getByRole("combobox", { name: "Field", exact: true })).toHaveText("entity.items");
});

test("the palette leads to the webhook of that name before others whose address has it", async ({ page, api, sink }) => {
  await api.createWebhook({ name: "Shop front", eventName: "product_updated", url: `${sink.url}/warehouse` });
  await api.createWebhook({ name: "Warehouse", eventName: "product_updated", url: `${sink.url}/shop` });
  await page.goto("/");
  await expectLoaded(page);
  await page.keyboard.press("ControlOrMeta+k");
  const palette = page.getByRole("dialog", { name: "Search", exact: true });
  await palette.getByPlaceholder("Search, or paste an event id").fill("warehouse");
  await expect(palette.getByRole("option").first()).toContainText(/^Warehouse/);
  await palette.getByPlaceholder("Search, or paste an event id").press("Enter");
  await expect(page.getByRole("heading", { name: /^Warehouse/, level: 1 })).toBeVisible();
});
