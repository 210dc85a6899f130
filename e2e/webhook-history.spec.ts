import { expectAccessible, expectNoSidewaysScroll } from "@/e2e/support/checks";
import { expect, test } from "@/e2e/support/test";
import { openEditForm } from "@/e2e/support/webhook-pages";

test("a webhook's history says who changed what, restores a version, and an attempt leads to the version that sent it", async ({
  page,
  api,
  sink,
}) => {
  const webhook = await api.createWebhook({
    name: "Remembered",
    eventName: "product_updated",
    url: `${sink.url}/first`,
    auth: { authType: "API_KEY", apiKeyConfig: { keyName: "x-key", keyValue: "hush-hush" } },
    jsonataExpression: '{\n  "id": entity._id,\n  "name": entity.name\n}',
  });
  await api.publish({ eventName: "product_updated", entity: { _id: "p-1" } });
  await sink.waitForRequests(1);

  await test.step("it is changed", async () => {
    await openEditForm(page, webhook.id);
    await page.getByLabel("Name", { exact: true }).fill("Renamed");
    await page.getByLabel("URL").fill(`${sink.url}/second`);
    await page.getByRole("button", { name: "Save changes" }).click();
    await expect(page).toHaveURL(/configuration$/);
  });

  await test.step("the history says who changed what", async () => {
    await page.getByRole("link", { name: "History" }).click();
    await expect(page.getByRole("heading", { name: /v2.*changed Name and URL/ })).toBeVisible();
    const second = page.locator("#v2");
    await expect(second).toContainText(`${sink.url}/first`);
    await expect(second).toContainText(`${sink.url}/second`);
    await expect(second).toContainText("Current");
    await expect(page.locator("body")).not.toContainText("hush-hush");
    await expectAccessible(page);
  });

  const dialog = page.getByRole("dialog");
  await test.step("a version is restored", async () => {
    await page.getByRole("button", { name: /created the webhook/ }).click();
    await page.getByRole("button", { name: "Restore version 1" }).click();
    await expect(dialog).toContainText("Secrets stay as they are now.");
    await expect(dialog).toContainText(`${sink.url}/first`);
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "Restore", exact: true }).click();
    await expect(page.getByRole("heading", { name: /v3.*restored version 1/ })).toBeVisible();
    await expect(page.getByRole("heading", { name: "Remembered", level: 1 })).toBeVisible();
  });

  await test.step("its deliveries go where it says, with the secret of today", async () => {
    await api.publish({ eventName: "product_updated", entity: { _id: "p-2" } });
    await sink.waitForRequests(2);
    expect(sink.requests.map(({ url, headers }) => [url, headers["x-key"]])).toEqual([
      ["/first", "hush-hush"],
      ["/first", "hush-hush"],
    ]);
  });

  await test.step("an attempt leads to the version that sent it", async () => {
    await page.goto(`/settings/api/webhooks/${webhook.id}?status=succeeded`);
    await page.getByRole("row").filter({ hasText: "product_updated" }).first().getByRole("link").click();
    await page.getByRole("dialog", { name: "Event" }).getByRole("link", { name: "Webhook v3" }).click();
    await expect(page).toHaveURL(/history\?version=3#v3$/);
    await page.setViewportSize({ width: 390, height: 844 });
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
  });
});

test("the log is narrowed to an exact range, and to a webhook that was deleted", async ({ page, api, sink }) => {
  const webhook = await api.createWebhook({ name: "Gone by now", eventName: "client.updated", url: `${sink.url}/gone` });
  await api.publish({ eventName: "client.updated", data: { id: "c-1" }, event_id: "range-1" });
  await sink.waitForRequests(1);
  await api.deleteWebhook(webhook.id);

  const row = page.getByRole("row").filter({ hasText: "client.updated" });
  await test.step("to a webhook that was deleted", async () => {
    await page.goto("/events");
    await page.getByRole("combobox", { name: "Webhook" }).click();
    await page.getByPlaceholder("Search webhooks").fill("gone by");
    await page.getByRole("option", { name: "Gone by now (deleted)" }).click();
    await expect(row).toHaveCount(1);
  });

  await test.step("to an exact range", async () => {
    await page.getByRole("combobox", { name: "Time range" }).click();
    await page.getByRole("option", { name: "From … to …" }).click();
    await page.getByLabel("From").fill("2020-01-01T00:00:00");
    await expect(page).toHaveURL(/from=20(19|20)-/);
    await expect(row).toHaveCount(1);
    await page.getByLabel("To", { exact: true }).fill("2020-01-02T00:00:00");
    await expect(page.getByText("No event matches")).toBeVisible();
    await page.reload();
    await expect(page.getByLabel("From")).toHaveValue(/^2020-01-01T00:00/);
    await page.getByLabel("To", { exact: true }).fill("2019-01-02T00:00:00");
    await expect(page.getByText("The range ends before it begins.")).toBeVisible();
    await expectAccessible(page);
  });
});
