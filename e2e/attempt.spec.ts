import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "@/e2e/support/test";

const run = promisify(execFile);

test("an attempt shows where its time went, its JSON laid out, and is sent again by the copied cURL command", async ({
  page,
  context,
  api,
  sink,
}) => {
  sink.setRespond(() => ({ headers: { "content-type": "application/json" }, body: '{"stored":true,"count":2}', delayMs: 300 }));
  const webhook = await api.createWebhook({
    name: "Taken apart",
    eventName: "product_updated",
    url: `${sink.url}/apart?from=postern`,
    auth: { authType: "API_KEY", apiKeyConfig: { keyName: "x-key", keyValue: "hush-hush" } },
  });
  const published = await api.publish({ eventName: "product_updated", entity: { _id: "p-1", name: 'Ada\'s "panel" – 12 $HOME' } });
  const deliveryId = published.deliveries.find(({ webhook_config_id: id }) => id === webhook.id)?.event_id;
  const [sent] = await sink.waitForRequests(1);
  await page.goto(`/settings/api/webhooks/${webhook.id}?event=${deliveryId}`);
  const drawer = page.getByRole("dialog", { name: "Event" });
  const attempt = drawer.getByRole("region", { name: /^Attempt 1/ });

  await test.step("the phases", async () => {
    await expect(attempt.getByRole("term").filter({ hasText: "Waiting" })).toBeVisible();
    await expect(attempt.getByText(/^3\d\d ms$/).first()).toBeVisible();
    await expect(attempt.getByRole("term").filter({ hasText: "Total" })).toBeVisible();
  });

  await test.step("the bodies", async () => {
    const response = attempt.getByRole("region", { name: "response body" });
    await expect(response).toContainText(/\{\n {2}"stored": true,\n {2}"count": 2\n\}/);
    const colours = await response.locator("span").evaluateAll((tokens) => tokens.map((token) => getComputedStyle(token).color));
    expect(new Set(colours).size).toBeGreaterThan(2);
    await attempt.getByRole("tab", { name: "Request" }).click();
    await expect(attempt.getByRole("region", { name: "request body" })).toContainText('"_id": "p-1"');
    await expect(attempt).not.toContainText("hush-hush");
  });

  await test.step("the command", async () => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await attempt.getByRole("button", { name: "Copy as cURL" }).click();
    await expect(attempt.getByRole("button", { name: "Copied" })).toBeVisible();
    const command = await page.evaluate(() => navigator.clipboard.readText());
    expect(command).not.toContain("hush-hush");
    await run("sh", ["-c", command]);
    const [, again] = await sink.waitForRequests(2);
    expect(again).toMatchObject({ method: "POST", url: "/apart?from=postern", rawBody: sent?.rawBody });
    for (const name of ["webhook-id", "webhook-timestamp", "webhook-signature", "content-type", "user-agent"]) {
      expect(again?.headers[name], name).toBe(sent?.headers[name]);
    }
  });
});

test("an attempt in which nothing was sent says so where its request would be seen", async ({ page, api, sink }) => {
  const webhook = await api.createWebhook({
    name: "Never sent",
    eventName: "product_updated",
    url: `${sink.url}/never`,
    jsonataExpression: '$error("No price")',
  });
  const published = await api.publish({ eventName: "product_updated", entity: { _id: "p-2" } });
  const deliveryId = published.deliveries.find(({ webhook_config_id: id }) => id === webhook.id)?.event_id;
  await page.goto(`/settings/api/webhooks/${webhook.id}?event=${deliveryId}`);
  const attempt = page.getByRole("dialog", { name: "Event", exact: true }).getByRole("region", { name: /^Attempt 1/ });
  await attempt.getByRole("tab", { name: "Request", exact: true }).click();
  await expect(attempt.getByRole("tabpanel", { name: "Request", exact: true })).toContainText("Nothing was sent to the endpoint");
  await expect(attempt.getByText("Headers", { exact: true })).toHaveCount(0);
  await expect(attempt.getByRole("button", { name: "Copy as cURL" })).toHaveCount(0);
});
