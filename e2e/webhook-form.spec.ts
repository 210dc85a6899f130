import { expect, test } from "@/e2e/support/test";
import { chooseEvent } from "@/e2e/support/webhook-pages";

const EDITOR = { name: "Transform", exact: true } as const;

test("an admin makes a webhook with filter, transform and payload, seeing beside it what it will send, and that is what it sends", async ({
  page,
  api,
  sink,
}) => {
  await api.createWebhook({ name: "Earlier listener", eventName: "product_updated", url: `${sink.url}/earlier`, enabled: false });
  const entity = { _id: "p-7", _title: "Roof tiles", stage: "won", price: { amount: 4200, currency: "EUR" } };
  await api.publish({ eventName: "product_updated", entity, event_id: "form-preview-1" });

  const preview = page.getByRole("complementary", { name: "Preview" });
  await test.step("the preview shows what the endpoint will receive", async () => {
    await page.goto("/settings/api/webhooks/new");
    await expect(preview).toContainText("Choose an event to see what your endpoint will receive");
    await chooseEvent(page, "product", "product_updated");
    await expect(preview.getByRole("combobox")).toHaveText(/^Roof tiles/);
    await expect(preview.getByRole("region", { name: "request body" })).toContainText('"stage": "won"');
    await expect(preview).toContainText("The webhook has no URL.");
    await preview.getByRole("combobox").click();
    await page.getByRole("option", { name: "The example of Product Updated" }).click();
    await expect(preview.getByRole("region", { name: "request body" })).toContainText("Green power 12");
    await page.getByLabel("Name", { exact: true }).fill("Won products");
    await page.getByLabel("URL").fill(`${sink.url}/won`);
    await preview.getByRole("combobox").click();
    await page.getByRole("option", { name: /^Roof tiles/ }).click();
  });

  await test.step("a filter gives the verdict", async () => {
    const filter = page.getByRole("region", { name: "Filter", exact: true });
    await filter.getByRole("button", { name: /^Filter/ }).click();
    await filter.getByRole("radio", { name: "By one field" }).click();
    await filter.getByRole("combobox", { name: "Field" }).click();
    await page.getByPlaceholder("Search fields, or type a path").fill("stage");
    await page.getByRole("option", { name: /^entity\.stage/ }).click();
    await filter.getByLabel("Is one of").fill("lost");
    await filter.getByLabel("Is one of").press("Enter");
    await expect(preview).toContainText('entity.stage is "won", the filter wants lost');
    await expect(preview).toContainText("Skipped");
    await filter.getByRole("button", { name: "Add won" }).click();
    await expect(filter).toContainText("Send when entity.stage is lost or won.");
    await expect(preview.getByText("Sent", { exact: true })).toBeVisible();
  });

  await test.step("a transform is written with completions, and its faults are marked", async () => {
    const transform = page.getByRole("region", { name: "Transform", exact: true });
    await transform.getByRole("button", { name: /^Transform/ }).click();
    const editor = page.getByRole("textbox", EDITOR);
    await editor.click();
    // The editor closes brackets and quotes while one types.
    await page.keyboard.type("{ 'id': entity._id, 'euros': entity.pri");
    await page.getByRole("option", { name: /^price/ }).click();
    await page.keyboard.type(".amount / 100, 'tenant'");
    await expect(transform).toContainText(/Expected ":", got "}" \(line 1, character \d+\)/);
    await expect(preview.getByText("Fails", { exact: true })).toBeVisible();
    await page.keyboard.type(": 7");
    await expect(editor).not.toHaveAttribute("aria-invalid", "true");
    await expect(preview.getByRole("region", { name: "transform result" })).toContainText('"euros": 42');
    await page.keyboard.type(", 'sum': $sum(entity.stage)");
    await expect(preview.getByText("Fails", { exact: true })).toBeVisible();
    await expect(transform.locator(".cm-lintRange-error")).toHaveText("$sum");
    for (const _character of ", 'sum': $sum(entity.stage)") await page.keyboard.press("Backspace");
    await expect(transform.locator(".cm-lintRange-error")).toHaveCount(0);
  });

  await test.step("headers and the signature are in the previewed request", async () => {
    const payload = page.getByRole("region", { name: "Payload", exact: true });
    await payload.getByRole("button", { name: /^Payload/ }).click();
    await payload.getByRole("switch", { name: "Relations" }).click();
    await expect(payload).toContainText("make sure that your endpoint accepts it");
    await payload.getByLabel("Signature header").fill("x-shop-signature");
    await payload.getByRole("button", { name: "Add header" }).click();
    await payload.getByLabel("Header 1: name").fill("X-Tenant");
    await payload.getByLabel("Header 1: value").fill("{{ env.no_such_key }}");
    await expect(preview).toContainText("no_such_key");
    await payload.getByLabel("Header 1: value").fill("739224");
    await expect(preview).not.toContainText("no_such_key");
    await preview.getByRole("radio", { name: "cURL" }).click();
    await expect(preview.getByRole("region", { name: "cURL command" })).toContainText("X-Tenant: [redacted]");
    await expect(preview).toContainText("its own secret adds a v1 signature, and x-shop-signature");
  });

  await test.step("what is sent is what was previewed", async () => {
    await page.getByRole("button", { name: "Create webhook" }).click();
    await page.getByRole("link", { name: "Go to the webhook" }).click();
    await api.publish({ eventName: "product_updated", entity });
    await api.publish({ eventName: "product_updated", entity: { ...entity, stage: "open" } });
    const [request] = await sink.waitForRequests(1);
    expect(JSON.parse(request?.rawBody ?? "")).toEqual({ id: "p-7", euros: 42, tenant: 7 });
    expect(request?.headers).toMatchObject({ "x-tenant": "739224", "x-shop-signature": expect.stringMatching(/^[0-9a-f]{64}$/) });
    await expect(page.getByText("Skipped").first()).toBeVisible();
    expect(sink.requests).toHaveLength(1);
  });
});

test("conditions of every kind are edited, the sentence says them, and a JSONata condition counts in the verdict", async ({
  page,
  api,
  sink,
}) => {
  const filter = page.getByRole("region", { name: "Filter", exact: true });
  const webhook = await test.step("the sentence follows each change, and the JSONata condition counts", async () => {
    const conditions = [
      { field: "entity.status", operation: "any_of", values: ["won", "lost"] },
      { field: "entity.lines.amount", operation: "greater_than", values: ["100"], field_type: "number", repeatable_item_op: true },
    ];
    const filterConditions = { logical_operator: "AND", conditions };
    const webhook = await api.createWebhook({ name: "By conditions", eventName: "client.updated", url: sink.url, filterConditions });
    await page.goto(`/settings/api/webhooks/${webhook.id}/edit`);
    const preview = page.getByRole("complementary", { name: "Preview" });
    await preview.getByRole("combobox").click();
    await page.getByRole("option", { name: "The example of Client Updated" }).click();
    await expect(filter).toContainText("Send when entity.status is won or lost and entity.lines.amount of one item is more than 100.");
    await filter.getByRole("button", { name: /^Filter/ }).click();
    await filter.getByRole("combobox", { name: "Condition 2: operation" }).click();
    await page.getByRole("option", { name: "is at least" }).click();
    await filter.getByRole("button", { name: "Add condition" }).click();
    await filter.getByRole("combobox", { name: "Condition 3: field" }).click();
    await page.getByPlaceholder("Search fields, or type a path").fill("metadata.origin");
    await page.getByRole("option", { name: "Use the path metadata.origin" }).click();
    await filter.getByRole("combobox", { name: "Condition 3: operation" }).click();
    await page.getByRole("option", { name: "has a value" }).click();
    await expect(filter.getByLabel("Condition 3: values")).toHaveCount(0);
    await filter.getByRole("button", { name: "Remove condition 1" }).click();
    await filter.getByRole("radio", { name: "Any holds" }).click();
    await filter.getByRole("button", { name: "Add JSONata condition" }).click();
    await page.getByRole("textbox", { name: "Condition 3: JSONata expression" }).click();
    await page.keyboard.type("entity.status = 'active'");
    await expect(filter).toContainText(
      "Send when entity.lines.amount of one item is at least 100 or metadata.origin has a value or JSONata says so: entity.status = 'active'.",
    );
    await expect(preview).toContainText("the JSONata condition entity.status = 'active' is true");
    return webhook;
  });

  await test.step("what is missing is told, and the rest is saved", async () => {
    await filter.getByRole("button", { name: "Add condition" }).click();
    await filter.getByRole("button", { name: /^Filter/ }).click();
    await page.getByRole("button", { name: "Save changes" }).click();
    await expect(filter.getByRole("combobox", { name: "Condition 4: field" })).toHaveAttribute("aria-invalid", "true");
    await filter.getByRole("button", { name: "Remove condition 4" }).click();
    await page.getByRole("button", { name: "Save changes" }).click();
    await expect(page.getByText("Saved", { exact: true })).toBeVisible();
    await page.goto(`/settings/api/webhooks/${webhook.id}/edit`);
    await expect(filter).toContainText("entity.lines.amount of one item is at least 100 or metadata.origin has a value");
  });
});

test("an event of one's own is previewed, and of what is no event is said only why", async ({ page }) => {
  await page.goto("/settings/api/webhooks/new");
  await chooseEvent(page, "client upd", "Client Updated");
  const preview = page.getByRole("complementary", { name: "Preview" });
  await preview.getByRole("combobox").click();
  await page.getByRole("option", { name: "An event of your own, as JSON" }).click();
  await preview.getByRole("textbox", { name: "Event" }).fill('{ "data": { "givenName": "Grace" } }');
  await expect(preview.getByRole("region", { name: "request body" })).toContainText('"givenName": "Grace"');
  await preview.getByRole("textbox", { name: "Event" }).fill('{ "data": { "order_id": 1152921504606846977, "price": 19.90 } }');
  await expect(preview.getByRole("region", { name: "request body" })).toContainText('"order_id": 1152921504606846977,');
  await expect(preview.getByRole("region", { name: "request body" })).toContainText('"price": 19.90');
  const transform = page.getByRole("region", { name: "Transform", exact: true });
  await transform.getByRole("button", { name: /^Transform/ }).click();
  await page.getByRole("textbox", EDITOR).fill("entity");
  await expect(preview).toContainText("The transform sees the number 1152921504606846977 at entity.order_id as 1152921504606847000");
  await expect(preview).not.toContainText("entity.price");
  await page.getByRole("textbox", EDITOR).fill("");
  await preview.getByRole("textbox", { name: "Event" }).fill('{ "data": ');
  await expect(preview).toContainText("This is no JSON");
  await expect(preview.getByText("Sent", { exact: true })).toHaveCount(0);
  await preview.getByRole("textbox", { name: "Event" }).fill('{ "data": 5 }');
  await expect(preview).toContainText("data: Give a JSON object.");
  await expect(preview.getByRole("region", { name: "request body" })).toHaveCount(0);
});

test("an edit keeps the secret that is stored, and replaces it when another one is typed", async ({ page, api, sink }) => {
  const auth = { authType: "BASIC", basicAuthConfig: { username: "ann", password: "first: secret" } };
  const webhook = await api.createWebhook({ name: "Kept", eventName: "client.created", url: `${sink.url}/kept`, auth });
  const edit = async (change: () => Promise<void>) => {
    await page.goto(`/settings/api/webhooks/${webhook.id}`);
    await page.getByRole("link", { name: "Configuration" }).click();
    await page.getByRole("link", { name: "Edit" }).click();
    await expect(page.getByLabel("User name")).toHaveValue("ann");
    await expect(page.getByLabel("Password", { exact: true })).toHaveValue("");
    await change();
    await page.getByRole("button", { name: "Save changes" }).click();
    await expect(page.getByRole("heading", { name: /^Kept/, level: 1 })).toBeVisible();
    await expect(page).toHaveURL(/\/configuration$/);
  };
  const sent = async (count: number) => {
    await api.publish({ eventName: "client.created", data: { id: `c-${count}` } });
    const header = (await sink.waitForRequests(count)).at(-1)?.headers.authorization ?? "";
    return Buffer.from(header.replace("Basic ", ""), "base64").toString();
  };

  await edit(() => page.getByLabel("Name", { exact: true }).fill("Kept and renamed"));
  expect(await sent(1)).toBe("ann:first: secret");
  await edit(() => page.getByLabel("Password", { exact: true }).fill("second"));
  expect(await sent(2)).toBe("ann:second");
  expect(await (await page.request.get(`/settings/api/webhooks/${webhook.id}/edit`)).text()).not.toContain("second");
});

test("a webhook is switched off and on where it is listed, and a slip is undone", async ({ page, api, sink }) => {
  const webhook = await api.createWebhook({ name: "Switched", eventName: "client.created", url: `${sink.url}/switched` });
  await page.goto("/settings/api/webhooks");
  const control = page.getByRole("switch", { name: "Switched enabled" });
  await control.click();
  await expect(page.getByText("Switched is disabled")).toBeVisible();
  await expect(control).not.toBeChecked();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("Switched is enabled")).toBeVisible();
  await expect(control).toBeChecked();
  await page.goto(`/settings/api/webhooks/${webhook.id}/configuration`);
  await page.getByRole("switch", { name: "Switched enabled" }).click();
  await expect(page.getByText("Disabled: events are recorded as skipped")).toBeVisible();
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test("the preview is a sheet over the form", async ({ page }) => {
    await page.goto("/settings/api/webhooks/new");
    await chooseEvent(page, "product", "product_updated");
    await page.getByRole("button", { name: "Preview" }).click();
    const sheet = page.getByRole("dialog", { name: "What your endpoint receives" });
    await sheet.getByRole("combobox").click();
    await page.getByRole("option", { name: "The example of Product Updated" }).click();
    await expect(sheet.getByRole("region", { name: "request body" })).toContainText("Green power 12");
    await sheet.getByRole("button", { name: "Close" }).click();
    await expect(sheet).toBeHidden();
  });
});

test("nobody outside gets a preview, and no other site's form can ask for one", async ({ page, playwright, stack }) => {
  const data = { config: { eventName: "product_updated" } };
  const outside = await playwright.request.newContext({ baseURL: stack.url, storageState: { cookies: [], origins: [] } });
  expect((await outside.post("/data/webhooks/preview", { data })).status()).toBe(401);
  await outside.dispose();
  expect((await page.request.post("/data/webhooks/preview", { data })).status()).toBe(200);
  const headers = { "content-type": "text/plain" };
  expect((await page.request.post("/data/webhooks/preview", { headers, data: JSON.stringify(data) })).status()).toBe(400);
});
