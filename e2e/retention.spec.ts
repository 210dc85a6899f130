import { become } from "@/e2e/support/people";
import { queryStackDatabase } from "@/e2e/support/stack";
import { expect, test } from "@/e2e/support/test";

const PATH = "/settings/retention";

test.afterEach(async ({ page }) => {
  await page.goto(PATH);
  for (const name of ["Events and their attempts, in days", "Payloads and answers, in days"]) await page.getByLabel(name).fill("");
  await page.getByRole("button", { name: "Save retention" }).click();
  await expect(page.getByText("The retention is changed")).toBeVisible();
});

test("an owner shortens the retention, never lengthens it, and the log says what is deleted", async ({ page, api, sink }) => {
  const webhook = await api.createWebhook({ name: "Kept for a while", eventName: "product_updated", url: sink.url });
  const { deliveries } = await api.publish({ eventName: "product_updated", entity: { _id: "1" } });
  const deliveryId = deliveries.find(({ webhook_config_id: id }) => id === webhook.id)?.event_id ?? "";
  await sink.waitForRequests(1);
  await page.goto("/");
  await page.getByRole("navigation", { name: "Portal" }).getByRole("link", { name: "Retention" }).click();
  const events = page.getByLabel("Events and their attempts, in days");
  await events.fill("29");
  await page.getByRole("button", { name: "Save retention" }).click();
  await expect(page.getByText("Give at most 28 days: this installation keeps events for 28 days.")).toBeVisible();
  await events.fill("14");
  await page.getByRole("button", { name: "Save retention" }).click();
  await expect(page.getByText("The retention is changed")).toBeVisible();

  await page.goto(`/settings/api/webhooks/${webhook.id}`);
  await expect(page.getByText("Events older than 14 days are deleted.")).toBeVisible();
  await page.goto(`/settings/api/webhooks/${webhook.id}?event=${deliveryId}`);
  await expect(page.getByText("Attempt 1")).toBeVisible();
  await queryStackDatabase("delete from delivery_body where delivery_id = $1", [deliveryId]);
  await page.reload();
  await page.getByRole("tab", { name: "Request" }).click();
  await expect(page.getByText("The body was deleted after 7 days.")).toBeVisible();
});

test("who is no owner sees the retention and cannot change it", async ({ page }) => {
  await become("admin");
  try {
    await page.goto(PATH);
    await expect(page.getByRole("button", { name: "Save retention" })).toHaveAttribute("aria-disabled", "true");
  } finally {
    await become("owner");
  }
});
