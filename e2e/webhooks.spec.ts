import { Webhook } from "standardwebhooks";
import { expect, test } from "@/e2e/support/test";
import { chooseEvent, rowOf } from "@/e2e/support/webhook-pages";

test("an admin creates a webhook, an event is published, and its signed delivery is seen to succeed", async ({ page, api, sink }) => {
  sink.setRespond(() => ({ status: 200, headers: { "content-type": "application/json" }, body: '{"stored":"yes"}' }));

  await test.step("the form is filled, beside a preview of the request", async () => {
    await page.goto("/settings/api/webhooks");
    await page.getByRole("link", { name: "Create webhook" }).first().click();
    await chooseEvent(page, "CustomerRequest", "Customer Request Created");
    await page.getByLabel("Name", { exact: true }).fill("Intake");
    await page.getByLabel("URL").fill(`${sink.url}/hooks`);
    await page.getByRole("radio", { name: "Basic" }).click();
    await page.getByLabel("User name").fill("postern");
    await page.getByLabel("Password", { exact: true }).fill("open: sesame");
    // The preview begins with the latest event, where there is one.
    await page.getByRole("complementary", { name: "Preview" }).getByRole("combobox").click();
    await page.getByRole("option", { name: "The example of Customer Request Created" }).click();
    await expect(page.getByRole("region", { name: "request body" })).toContainText("Solar panels for a family home");
    await page.getByRole("button", { name: "Create webhook" }).click();
  });

  const secret = await test.step("the signing secret is shown, and found again", async () => {
    const secretPanel = page.getByRole("region", { name: "Signing secret" });
    await expect(secretPanel.getByText("You find it again on the webhook’s Signing tab.")).toBeVisible();
    const secret = (await secretPanel.getByText(/^whsec_/).textContent()) ?? "";
    await page.getByRole("link", { name: "Go to the webhook" }).click();
    await expect(page.getByRole("heading", { name: "Intake", level: 1 })).toBeVisible();
    await page.getByRole("link", { name: "Signing", exact: true }).click();
    await page.getByRole("button", { name: "Reveal" }).click();
    await expect(page.getByText(secret, { exact: true })).toBeVisible();
    await page.getByRole("navigation", { name: "Webhook", exact: true }).getByRole("link", { name: "Events", exact: true }).click();
    await expect(page.getByText("No events yet")).toBeVisible();
    return secret;
  });

  const { published, request } = await test.step("the delivery is seen to succeed", async () => {
    const published = await api.publish({ eventName: "CustomerRequest_Created", entity: { _id: "req-1", _title: "A roof in Bonn" } });
    const [request] = await sink.waitForRequests(1);
    await expect(page.getByText("Succeeded").first()).toBeVisible({ timeout: 5_000 });
    return { published, request };
  });

  await test.step("it is signed and carries the credentials", async () => {
    expect(request?.headers.authorization).toBe(`Basic ${Buffer.from("postern:open: sesame").toString("base64")}`);
    const verified = new Webhook(secret).verify(request?.rawBody ?? "", request?.headers as Record<string, string>);
    expect(verified).toMatchObject({ entity: { _id: "req-1" }, metadata: { webhook_name: "Intake", correlation_id: published.event_id } });
  });

  await test.step("the drawer shows request and response, without secrets", async () => {
    await page
      .getByRole("link", { name: "customer_request_created" })
      .or(page.getByRole("link", { name: "CustomerRequest_Created" }))
      .click();
    const drawer = page.getByRole("dialog", { name: "Event" });
    await expect(drawer.getByText("1 attempt")).toBeVisible();
    await expect(drawer.getByRole("region", { name: "response body" })).toContainText('"stored": "yes"');
    await drawer.getByRole("tab", { name: "Request" }).click();
    await expect(drawer.getByRole("region", { name: "request body" })).toContainText("A roof in Bonn");
    await expect(drawer).not.toContainText("sesame");
    await page.keyboard.press("Escape");
    await expect(drawer).toBeHidden();
  });

  await test.step("no page holds a secret", async () => {
    await page.getByRole("link", { name: "Configuration" }).click();
    await expect(page.getByText("Password")).toBeVisible();
    await expect(page.locator("body")).not.toContainText(secret);
    await expect(page.locator("body")).not.toContainText("sesame");
  });
});

test("an API key is sent in the header that was named", async ({ page, api, sink }) => {
  await page.goto("/settings/api/webhooks/new");
  await chooseEvent(page, "client upd", "Client Updated");
  await page.getByLabel("URL").fill(`${sink.url}/keyed`);
  await page.getByLabel("Method").click();
  await page.getByRole("option", { name: "PUT" }).click();
  await page.getByRole("radio", { name: "API key" }).click();
  await page.getByLabel("Header name").fill("X-Inbound-Key");
  await page.getByLabel("Value", { exact: true }).fill("k-123");
  await page.getByRole("button", { name: "Create webhook" }).click();
  await expect(page.getByRole("heading", { name: "Webhook created" })).toBeVisible();

  await api.publish({ eventName: "client.updated", data: { id: "c-1" } });
  const [request] = await sink.waitForRequests(1);
  expect(request).toMatchObject({ method: "PUT", url: "/keyed" });
  expect(request?.headers["x-inbound-key"]).toBe("k-123");
});

test("the form names each fault beside its field, keeps what was typed, and says what the server refuses", async ({ page }) => {
  await page.goto("/settings/api/webhooks/new");
  await page.getByRole("radio", { name: "API key" }).click();
  await page.getByLabel("URL").fill("example.com/hooks");
  await page.getByRole("button", { name: "Create webhook" }).click();
  await expect(page.getByRole("combobox", { name: "Event" })).toHaveAccessibleDescription(/Say which event to subscribe to/);
  await expect(page.getByLabel("URL")).toHaveAccessibleDescription(/no valid address/);
  await expect(page.getByLabel("Header name")).toHaveAccessibleDescription(/Give the name of the header/);
  await expect(page.getByLabel("Value", { exact: true })).toHaveAccessibleDescription(/Give the key's value/);

  await page.getByLabel("Header name").fill("X-Key");
  await page.getByRole("radio", { name: "None" }).click();
  await page.getByRole("radio", { name: "API key" }).click();
  await expect(page.getByLabel("Header name")).toHaveValue("X-Key");
  await page.getByRole("radio", { name: "None" }).click();

  await chooseEvent(page, "product", "product_updated");
  await page.getByLabel("URL").fill("http://10.1.2.3/hooks");
  await expect(page.getByRole("complementary", { name: "Preview" })).toContainText("The preview waits until this is mended.");
  await page.getByRole("button", { name: "Create webhook" }).click();
  await expect(page.getByLabel("URL")).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByLabel("URL")).toHaveValue("http://10.1.2.3/hooks");
});

test("a webhook is deleted only after its name was confirmed, and its events stay readable", async ({ page, api, sink }) => {
  const webhook = await api.createWebhook({ name: "Short-lived", eventName: "client.deleted", url: `${sink.url}/gone` });
  await api.publish({ eventName: "client.deleted", data: { id: "c-2" } });
  await sink.waitForRequests(1);

  await page.goto("/settings/api/webhooks");
  await page.getByRole("button", { name: "Actions for Short-lived" }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  const question = page.getByRole("alertdialog", { name: "Delete “Short-lived”?" });
  await expect(question).toContainText(`${sink.url}/gone`);
  await question.getByRole("button", { name: "Cancel" }).click();
  await expect(rowOf(page, "Short-lived")).toBeVisible();

  await page.getByRole("button", { name: "Actions for Short-lived" }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await question.getByRole("button", { name: "Delete webhook" }).click();
  await expect(page.getByText("Deleted “Short-lived”")).toBeVisible();
  await expect(rowOf(page, "Short-lived")).toHaveCount(0);

  await page.goto(`/events?webhook=${webhook.id}`);
  await page.getByRole("row").filter({ hasText: "Short-lived" }).getByRole("link").click();
  await expect(page.getByRole("dialog", { name: "Event" })).toContainText("Short-lived (deleted)");
});

test("the list is searched by what is typed, and the search stands in the address", async ({ page, api }) => {
  await api.createWebhook({ name: "Alpha ledger", eventName: "product_updated", url: "https://alpha.example.com" });
  await api.createWebhook({ name: "Beta ledger", eventName: "client.created" });
  await page.goto("/settings/api/webhooks");
  await page.getByLabel("Search webhooks").fill("alpha");
  await expect(rowOf(page, "Alpha ledger")).toBeVisible();
  await expect(rowOf(page, "Beta ledger")).toHaveCount(0);
  await page.reload();
  await expect(page.getByLabel("Search webhooks")).toHaveValue("alpha");
  await page.getByLabel("Search webhooks").fill("beta");
  await expect(rowOf(page, "Beta ledger")).toContainText("Incomplete");
});

test("a webhook's page sends it a test event, to it alone, and leads to what came of it", async ({ page, api, sink }) => {
  await api.createWebhook({ name: "Other", eventName: "client.created", url: `${sink.url}/other` });
  await api.createWebhook({
    name: "Tried",
    eventName: "client.created",
    url: `${sink.url}/tried`,
    filter: { keyToFilter: "entity._id", supportedValues: ["x"] },
  });
  await page.goto("/settings/api/webhooks");
  await page.getByRole("link", { name: "Tried" }).click();
  await page.getByRole("button", { name: "Send test event" }).click();
  const [request] = await sink.waitForRequests(1);
  expect(request?.url).toBe("/tried");
  await page.getByRole("button", { name: "See it" }).click();
  const drawer = page.getByRole("dialog", { name: "Event" });
  await expect(drawer.getByText("1 attempt")).toBeVisible();
  expect(sink.requests).toHaveLength(1);
});
