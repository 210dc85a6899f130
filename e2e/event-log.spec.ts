import { ExactNumber } from "@/domain/json/exact-number";
import { expect, test } from "@/e2e/support/test";

test("a failing endpoint's attempts are seen as they happen, with the cause in plain words", async ({ page, api, sink }) => {
  let isRepaired = false;
  sink.setRespond(() => (isRepaired ? {} : { status: 503, headers: { "content-type": "text/plain" }, body: "down for maintenance" }));
  const webhook = await api.createWebhook({ name: "Flaky", eventName: "automation_rule_triggered", url: `${sink.url}/flaky` });
  await page.goto(`/settings/api/webhooks/${webhook.id}`);
  await expect(page.getByText("No events yet")).toBeVisible();

  await test.step("a failed attempt appears by itself", async () => {
    await api.publish({ eventName: "automation_rule_triggered", entity: { _id: "e-1" } });
    const row = page.getByRole("row").filter({ hasText: "automation_rule_triggered" });
    await expect(row).toContainText("503", { timeout: 5_000 });
    await expect(row).toContainText("In progress");
    await row.getByRole("link").click();
  });

  const drawer = page.getByRole("dialog", { name: "Event" });
  await test.step("the drawer says the cause and what was answered", async () => {
    await expect(drawer).toContainText("The latest attempt did not succeed. It is");
    await expect(drawer).toContainText("answered with a status that does not count as success");
    await expect(drawer.getByRole("region", { name: "response body" })).toContainText("down for maintenance");
    await expect(drawer.getByText("Total")).toBeVisible();
  });

  await test.step("the next attempt succeeds, and both are told", async () => {
    isRepaired = true;
    await expect(drawer.getByText("2 attempts")).toBeVisible({ timeout: 15_000 });
    await expect(drawer.getByText("Succeeded", { exact: true })).toBeVisible();
    await expect(drawer.getByRole("button", { name: /Attempt 1/ })).toContainText("503");
    await drawer.getByRole("button", { name: /Attempt 1/ }).click();
    const first = drawer.getByRole("region", { name: /^Attempt 1/ });
    await expect(first.getByRole("region", { name: "response body" })).toContainText("down for maintenance");
  });
});

test("a delivery that has failed for good says why and what to do", async ({ page, api, sink }) => {
  sink.setRespond(() => ({ status: 401, body: "who are you?" }));
  const refused = await api.createWebhook({ name: "Refused", eventName: "client.created", url: `${sink.url}/refused` });
  const unknown = await api.createWebhook({ name: "Unknown host", eventName: "client.created", url: "http://no-such-host.invalid/hooks" });
  await api.publish({ eventName: "client.created", data: { id: "c-3" } });

  await page.goto(`/events?webhook=${refused.id}&status=failed`);
  await page.getByRole("row").filter({ hasText: "401" }).getByRole("link").click();
  const drawer = page.getByRole("dialog", { name: "Event" });
  await expect(drawer.getByRole("alert")).toContainText("401 or 403 means wrong credentials");
  await expect(drawer.getByText("1 attempt")).toBeVisible();

  await page.goto(`/events?webhook=${unknown.id}`);
  await page.getByRole("row").filter({ hasText: "DNS error" }).getByRole("link").click();
  await expect(drawer).toContainText("host name could not be resolved");
  await expect(drawer).toContainText("The endpoint gave no answer");
});

test("a delivery is found by the webhook-id that its receiver has, as it was pasted, and shows it", async ({ page, api, sink }) => {
  const webhook = await api.createWebhook({ name: "Asks back", eventName: "client.updated", url: `${sink.url}/asks-back` });
  const published = await api.publish({ eventName: "client.updated", data: { id: "c-4" } });
  const deliveryId = published.deliveries.find(({ webhook_config_id: id }) => id === webhook.id)?.event_id ?? "";
  await expect.poll(() => sink.requests.some(({ url }) => url === "/asks-back")).toBe(true);
  const messageId = String(sink.requests.find(({ url }) => url === "/asks-back")?.headers["webhook-id"]);

  await page.goto("/events");
  await page.getByLabel("Find by event id or webhook-id").fill(`\u200b ${messageId}\u00a0`);
  await expect(page).toHaveURL(new RegExp(`q=${messageId}$`));
  const rows = page.getByRole("row").filter({ hasText: "client.updated" });
  await expect(rows).toHaveCount(1);
  await rows.getByRole("link").click();
  const drawer = page.getByRole("dialog", { name: "Event" });
  await expect(drawer.getByText(deliveryId, { exact: true })).toBeVisible();
  await expect(drawer.getByText(messageId, { exact: true })).toBeVisible();
  await expect(drawer.getByRole("button", { name: "Copy webhook-id" })).toBeVisible();

  await page.goto("/");
  await page.keyboard.press("ControlOrMeta+k");
  await page.getByPlaceholder("Search, or paste an event id or webhook-id").fill(messageId);
  await page.getByRole("option", { name: messageId }).click();
  await expect(page).toHaveURL(new RegExp(`/events\\?q=${messageId}$`));
  await api.deleteWebhook(webhook.id);
});

test("what was sent is shown with the digits of its numbers", async ({ page, api, sink }) => {
  const webhook = await api.createWebhook({ name: "Digits", eventName: "client.created", url: `${sink.url}/digits` });
  const entity = { order_id: new ExactNumber("1152921504606846977"), price: new ExactNumber("19.90") };
  await api.publish({ eventName: "client.created", entity, metadata: { rate: new ExactNumber("1e400") } });
  await sink.waitForRequests(1);

  await page.goto(`/events?webhook=${webhook.id}`);
  await page.getByRole("row").filter({ hasText: "client.created" }).getByRole("link").click();
  const drawer = page.getByRole("dialog", { name: "Event" });
  await drawer.getByRole("tab", { name: "Request" }).click();
  const sent = drawer.getByRole("region", { name: "request body" });
  for (const line of ['"order_id": 1152921504606846977,', '"price": 19.90', '"rate": 1e400']) await expect(sent).toContainText(line);
});

test("the log is narrowed by status, webhook and id; the address keeps the view and the back button works", async ({ page, api, sink }) => {
  sink.setRespond(({ url }) => (url === "/bad" ? { status: 400 } : {}));
  const good = await api.createWebhook({ name: "Good end", eventName: "automation_trigger_webhook", url: `${sink.url}/good` });
  const bad = await api.createWebhook({ name: "Bad end", eventName: "automation_trigger_webhook", url: `${sink.url}/bad` });
  const published = await api.publish({ eventName: "automation_trigger_webhook", entity: {}, event_id: "order-4711" });
  expect(published.deliveries).toHaveLength(2);
  await sink.waitForRequests(2);

  const rows = page.getByRole("row").filter({ hasText: "order-4711" });
  await test.step("by id", async () => {
    await page.goto("/events");
    await page.getByLabel("Find by event id").fill("order-4711");
    await expect(page).toHaveURL(/q=order-4711/);
    await expect(rows).toHaveCount(2);
  });

  await test.step("by status, which outlasts a reload", async () => {
    await page.getByRole("radio", { name: "Failed" }).click();
    await expect(rows).toHaveCount(1);
    await expect(rows).toContainText("Bad end");
    await expect(page).toHaveURL(/status=failed/);
    await page.reload();
    await expect(rows).toHaveCount(1);
  });

  await test.step("an opened event stands in the address, and the back button closes it", async () => {
    await rows.getByRole("link").click();
    await expect(page.getByRole("dialog", { name: "Event" })).toBeVisible();
    await expect(page).toHaveURL(/event=dlv_/);
    await page.goBack();
    await expect(page.getByRole("dialog", { name: "Event" })).toBeHidden();
    await expect(page).toHaveURL(/status=failed/);
  });

  await test.step("by webhook", async () => {
    await page.getByRole("radio", { name: "All" }).click();
    await page.getByRole("combobox", { name: "Webhook" }).click();
    await page.getByRole("option", { name: "Good end" }).click();
    await expect(rows).toHaveCount(1);
    await expect(rows).toContainText("Good end");
    await expect(page).toHaveURL(new RegExp(`webhook=${good.id}`));
  });

  await test.step("a view without events can be cleared", async () => {
    await page.goto(`/events?webhook=${bad.id}&status=succeeded`);
    await expect(page.getByText("No event matches")).toBeVisible();
    await page.getByRole("button", { name: "Clear the filters" }).click();
    await expect(page.getByRole("row").filter({ hasText: "order-4711" }).first()).toBeVisible();
  });
});

test("older events are loaded page by page, none twice and none left out", async ({ page, api, sink }) => {
  const webhook = await api.createWebhook({ name: "Many", eventName: "product_updated", url: `${sink.url}/many` });
  const ids = Array.from({ length: 60 }, (_, index) => `many-${String(index).padStart(2, "0")}`);
  await api.publishMany(ids.map((id) => ({ eventName: "product_updated", entity: { _id: id }, event_id: id })));

  await page.goto(`/settings/api/webhooks/${webhook.id}`);
  const shown = page.getByRole("row").filter({ hasText: /many-\d\d/ });
  await expect(shown).toHaveCount(25);
  await page.getByRole("button", { name: "Load older" }).click();
  await expect(shown).toHaveCount(50);
  await page.getByRole("button", { name: "Load older" }).click();
  await expect(shown).toHaveCount(60);
  await expect(page.getByRole("button", { name: "Load older" })).toBeHidden();
  const texts = await shown.allTextContents();
  expect(new Set(texts.map((text) => /many-\d\d/.exec(text)?.[0])).size).toBe(60);

  await page.getByRole("button", { name: "Resume live updates" }).click();
  await expect(shown).toHaveCount(25);
  await expect(page.getByRole("button", { name: "Pause live updates" })).toBeVisible();
});

test("a log that is paused stands still until it is resumed", async ({ page, api, sink }) => {
  const webhook = await api.createWebhook({ name: "Paused", eventName: "client.updated", url: `${sink.url}/paused` });
  await api.publish({ eventName: "client.updated", data: { id: "first" }, event_id: "paused-1" });
  await page.clock.install();
  await page.goto(`/settings/api/webhooks/${webhook.id}`);
  await expect(page.getByText("paused-1")).toBeVisible();
  await page.getByRole("button", { name: "Pause live updates" }).click();
  await expect(page.getByRole("button", { name: "Resume live updates" })).toBeVisible();

  const polls: string[] = [];
  page.on("request", (request) => {
    if (request.url().includes("/data/deliveries")) polls.push(request.url());
  });
  await api.publish({ eventName: "client.updated", data: { id: "second" }, event_id: "paused-2" });
  await page.clock.fastForward(60_000);
  expect(polls).toEqual([]);
  await expect(page.getByText("paused-2")).toBeHidden();

  await page.getByRole("button", { name: "Resume live updates" }).click();
  await expect(page.getByText("paused-2")).toBeVisible();
});

test.describe("when Postern cannot be reached", () => {
  test.use({ expectedErrors: /net::ERR_FAILED/ });

  test("the log says so, keeps what it showed, and recovers by itself", async ({ page, api, sink }) => {
    const webhook = await api.createWebhook({ name: "Unreachable", eventName: "client.deleted", url: `${sink.url}/away` });
    await api.publish({ eventName: "client.deleted", data: { id: "x" }, event_id: "away-1" });
    await page.goto(`/settings/api/webhooks/${webhook.id}`);
    await expect(page.getByText("away-1")).toBeVisible();

    await page.route("**/data/deliveries**", (route) => route.abort());
    await expect(page.getByRole("alert").filter({ hasText: "Postern did not answer" })).toBeVisible();
    await expect(page.getByText("away-1")).toBeVisible();
    await page.unroute("**/data/deliveries**");
    await expect(page.getByRole("alert").filter({ hasText: "Postern did not answer" })).toBeHidden();
  });
});
