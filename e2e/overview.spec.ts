import { expect, test } from "@/e2e/support/test";

test("the overview shows what was delivered, what failed first, and leads there", async ({ page, api, sink }) => {
  sink.setRespond(({ url }) => ({ status: url.includes("broken") ? 404 : 200 }));
  await api.createWebhook({ name: "Overview works", eventName: "client.created", url: `${sink.url}/works` });
  const broken = await api.createWebhook({ name: "Overview fails", eventName: "client.created", url: `${sink.url}/broken` });
  await api.createWebhook({ name: "Overview lacks an address", eventName: "client.deleted" });
  await api.publishMany([{ eventName: "client.created", data: { id: 1 } }]);
  await sink.waitForRequests(2);

  const row = await test.step("failures and what needs attention stand first", async () => {
    await page.goto("/");
    const results = page.getByRole("region", { name: "Webhooks, failing first" });
    const row = results.getByRole("row").filter({ hasText: "Overview fails" });
    await expect(row).toContainText("0%", { timeout: 15_000 });
    await expect(page.getByRole("img", { name: /Deliveries in the last 24 hours: .* failed/ })).toBeVisible();
    const attention = page.getByRole("region", { name: "Needs attention" });
    // The things of other journeys may be listed above it.
    const more = attention.getByRole("button", { name: /^Show \d+ more$/ });
    if (await more.isVisible()) await more.click();
    await expect(attention.getByRole("listitem").filter({ hasText: "Overview lacks an address" })).toContainText("no address yet");
    return row;
  });

  await test.step("the range stands in the address", async () => {
    await page.getByRole("radio", { name: "Last 7 days" }).click();
    await expect(page).toHaveURL(/\/\?range=7d$/);
    await expect(page.getByRole("img", { name: /Deliveries in the last 7 days/ })).toBeVisible();
    await page.goBack();
    await expect(page.getByRole("radio", { name: "Last 24 hours" })).toBeChecked();
  });

  await test.step("the count of failures leads to the log", async () => {
    await page.getByRole("link", { name: /failed$/ }).click();
    await expect(page).toHaveURL(/\/events\?status=failed&period=24h$/);
    await page.goBack();
  });

  await test.step("a bar leads to its hour in the log", async () => {
    const chart = page.getByRole("img", { name: /Deliveries in the last 24 hours/ });
    const { width } = (await chart.boundingBox()) ?? { width: 0 };
    await chart.hover({ position: { x: width - 20, y: 150 } });
    await expect(page.getByText("Click to see them in the log")).toBeVisible();
    await chart.click({ position: { x: width - 20, y: 150 } });
    await expect(page).toHaveURL(/\/events\?period=exact&from=.*&to=/);
    await expect(page.getByRole("row").filter({ hasText: "404" }).first()).toBeVisible();
    await page.goBack();
  });

  await test.step("a webhook leads to its failed events", async () => {
    await row.getByRole("link", { name: "Overview fails" }).click();
    await expect(page).toHaveURL(new RegExp(`/settings/api/webhooks/${broken.id}\\?status=failed$`));
  });
});

test("the list of webhooks shows each one's last day and last delivery", async ({ page, api, sink }) => {
  await api.createWebhook({ name: "Has a last delivery", eventName: "customer_request_created", url: sink.url });
  await api.publish({ eventName: "customer_request_created", entity: { _id: "1" } });
  await sink.waitForRequests(1);
  await page.goto("/settings/api/webhooks");
  const row = page.getByRole("row").filter({ has: page.getByRole("link", { name: "Has a last delivery" }) });
  await expect(row.getByRole("img", { name: /in the last 24 hours/ })).toBeVisible();
  await expect(row).toContainText(/just now|s ago/);
});
