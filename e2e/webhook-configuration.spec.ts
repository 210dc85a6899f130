import { expectAccessible, expectNoSidewaysScroll } from "@/e2e/support/checks";
import { become } from "@/e2e/support/people";
import { expect, test } from "@/e2e/support/test";
import { chooseEvent, rowOf } from "@/e2e/support/webhook-pages";

test("an admin creates a webhook with OAuth, tests the connection, and a refused access token is fetched anew", async ({
  page,
  api,
  sink,
}) => {
  let isClientKnown = true;
  let tokenCount = 0;
  sink.setRespond(({ url, headers }) => {
    if (url.startsWith("/hooks")) return { status: headers.authorization === "Bearer token-3" ? 200 : 401 };
    if (!isClientKnown) return { status: 401, body: '{"error":"invalid_client","error_description":"No such client"}' };
    tokenCount += 1;
    const body = JSON.stringify({ access_token: `token-${tokenCount}`, token_type: "Bearer", expires_in: 3_600 });
    return { status: 200, headers: { "content-type": "application/json" }, body };
  });

  await test.step("a form with parameters is filled by the keyboard", async () => {
    await page.goto("/settings/api/webhooks/new");
    await chooseEvent(page, "product", "product_updated");
    await page.getByLabel("Name", { exact: true }).fill("ERP with tokens");
    await page.getByLabel("URL").fill(`${sink.url}/hooks`);
    await page.getByRole("radio", { name: "OAuth" }).click();
    await page.getByLabel("Token endpoint").fill(`${sink.url}/token`);
    await page.getByLabel("Client ID").fill("postern");
    await page.getByLabel("Client secret", { exact: true }).fill("open: sesame");
    // Only the keyboard is used: a row is added and filled, then another one is added and removed.
    await page.getByRole("button", { name: "Add parameter" }).press("Enter");
    await expect(page.getByLabel("Parameter 1: key")).toBeFocused();
    await page.keyboard.type("scope");
    await page.keyboard.press("Tab");
    await page.keyboard.type("erp.write");
    await page.getByRole("button", { name: "Add parameter" }).press("Enter");
    await page.keyboard.type("audience");
    await page.getByRole("combobox", { name: "Parameter 2: type" }).press("Enter");
    await page.getByRole("option", { name: "Query" }).press("Enter");
    await page.getByLabel("Parameter 2: value").fill("https://erp.example.com");
    await page.getByRole("button", { name: "Add parameter" }).press("Enter");
    await page.getByRole("button", { name: "Remove parameter 3" }).press("Enter");
    await expect(page.getByRole("button", { name: "Remove parameter 2" })).toBeFocused();
    await page.getByRole("button", { name: "Create webhook" }).click();
    await page.getByRole("link", { name: "Go to the webhook" }).click();
  });

  await test.step("the connection is tested, and its fault told", async () => {
    await page.getByRole("link", { name: "Configuration" }).click();
    const authentication = page.getByRole("region", { name: "Authentication" });
    await expect(authentication).toContainText("OAuth 2 client credentials");
    await expect(authentication).toContainText("scope: erp.write");
    await authentication.getByRole("button", { name: "Test connection" }).click();
    await expect(authentication.getByText("The token endpoint gave an access token.")).toBeVisible();
    await expect(authentication).toContainText("Valid for 1 h");
    isClientKnown = false;
    await authentication.getByRole("button", { name: "Test connection" }).click();
    await expect(authentication).toContainText("The token endpoint answered 401: invalid_client, No such client");
    await expect(page.locator("body")).not.toContainText("sesame");
    isClientKnown = true;
  });

  await test.step("a refused access token is fetched anew", async () => {
    await api.publish({ eventName: "product_updated", data: { id: "p-1" } });
    await sink.waitForRequests(6);
    const [tested] = sink.requests;
    expect(tested).toMatchObject({ method: "POST", url: "/token?audience=https%3A%2F%2Ferp.example.com" });
    expect(Object.fromEntries(new URLSearchParams(tested?.rawBody))).toEqual({
      grant_type: "client_credentials",
      client_id: "postern",
      client_secret: "open: sesame",
      scope: "erp.write",
    });
    await page.getByRole("link", { name: "Events", exact: true }).last().click();
    await page.getByRole("link", { name: "product_updated" }).click();
    const drawer = page.getByRole("dialog", { name: "Event" });
    await expect(drawer).toContainText("The endpoint refused the first access token (401), so the request was sent again with a new one.");
    await expect(drawer).not.toContainText("token-3");
  });
});

test("how deliveries are made is chosen behind one line, and stands on the Configuration tab, credentials hidden", async ({
  page,
  api,
  sink,
}) => {
  await test.step("settings and headers are chosen, and what is wrong is told", async () => {
    await page.goto("/settings/api/webhooks/new");
    await chooseEvent(page, "client upd", "Client Updated");
    await page.getByLabel("Name", { exact: true }).fill("Tuned");
    await page.getByLabel("URL").fill(`${sink.url}/tuned`);
    const delivery = page.getByRole("region", { name: "Delivery" });
    const line = delivery.getByRole("button", { name: /^Delivery/ });
    await expect(line).toContainText("3 retries · any 2xx is success · 120 s time limit");
    await line.click();
    await delivery.getByRole("radio", { name: "5" }).click();
    await expect(delivery).toContainText("about 7 h 35 min after the first attempt");
    await delivery.getByRole("radio", { name: "200 only" }).click();
    await delivery.getByLabel("Time limit in seconds").fill("0");
    await delivery.getByLabel("Requests per second").fill("25");
    await expect(delivery.getByRole("switch", { name: "Static IP address" })).toBeDisabled();
    await expect(delivery.getByRole("switch", { name: "Static IP address" })).toHaveAccessibleDescription(/no static IP address/);
    const payload = page.getByRole("region", { name: "Payload" });
    await payload.getByRole("button", { name: /^Payload/ }).click();
    for (const [index, [name, value]] of [
      ["X-Tenant", "739224"],
      ["X-Session-Key", "never-to-be-seen"],
      ["Host", "x"],
    ].entries()) {
      await payload.getByRole("button", { name: "Add header" }).click();
      await payload.getByLabel(`Header ${index + 1}: name`).fill(name ?? "");
      await payload.getByLabel(`Header ${index + 1}: value`).fill(value ?? "");
    }
    await line.click();
    await page.getByRole("button", { name: "Create webhook" }).click();
    await expect(payload.getByLabel("Header 3: name")).toBeFocused();
    await expect(delivery.getByLabel("Time limit in seconds")).toHaveAccessibleDescription(/1 to 600/);
    await expect(payload.getByLabel("Header 3: name")).toHaveAccessibleDescription(/choose another one/);
    await delivery.getByLabel("Time limit in seconds").fill("30");
    await payload.getByRole("button", { name: "Remove header 3" }).click();
    await page.getByRole("button", { name: "Create webhook" }).click();
    await page.getByRole("link", { name: "Go to the webhook" }).click();
  });

  const headers = page.getByRole("region", { name: "Custom headers", exact: true });
  await test.step("they stand on the Configuration tab, header values that may be credentials excepted", async () => {
    await page.getByRole("link", { name: "Configuration" }).click();
    const facts = page.getByRole("region", { name: "Delivery", exact: true });
    for (const fact of ["Up to 5 after the first attempt", "200 only", "30 s", "At most 25"]) await expect(facts).toContainText(fact);
    for (const fact of [/X-Tenant\s*••••/, /X-Session-Key\s*••••/]) await expect(headers).toContainText(fact);
    for (const address of [page.url(), "/settings/api/webhooks"]) {
      const answer = await page.request.get(address);
      expect(await answer.text()).not.toContain("never-to-be-seen");
    }
  });

  await test.step("the request carries the headers", async () => {
    await api.publish({ eventName: "client.updated", data: { id: "c-3" } });
    const [request] = await sink.waitForRequests(1);
    expect(request?.headers).toMatchObject({ "x-tenant": "739224", "x-session-key": "never-to-be-seen" });
  });
});

test.describe("a viewer", () => {
  test.beforeEach(() => become("viewer"));
  test.afterEach(() => become("owner"));

  test("reads all of a webhook's configuration, secrets excepted", async ({ page, api }) => {
    const settings = { eventName: "client.updated", url: "https://example.com/hooks" };
    const group = (name: string) => page.getByRole("region", { name, exact: true });
    await test.step("a full configuration is told", async () => {
      const condition = "$sum(entity.lines.amount) > 1000 and entity.customer.country in ['DE', 'AT', 'CH'] and $exists(entity.approvedAt)";
      const { id } = await api.createWebhook({
        ...{ ...settings, name: "Told in full" },
        payloadConfiguration: { include_relations: true, custom_headers: { "User-Agent": "Shop/1", "X-Api-Key": "never-to-be-seen" } },
        signatureHeader: "x-copilot-signature",
        filter: { keyToFilter: "entity.status", supportedValues: "abcdefghijkl".split("") },
        filterConditions: { logical_operator: "AND", conditions: [{ jsonata_expression: condition }] },
        jsonataExpression: "{ 'id': entity._id }",
        protected: true,
      });
      await page.goto(`/settings/api/webhooks/${id}/configuration`);
      const facts: [string, RegExp][] = [
        ["Payload", /Entity with metadata.*Relations\s*Included.*Activity\s*Left out.*x-copilot-signature/],
        ["Custom headers", /User-Agent\s*Shop\/1.*X-Api-Key\s*••••/],
        ["Filter", /Send when entity\.status is a, b, .* or 2 more and JSONata says so/],
        ["Filter", /a, b, c, d, e, f, g, h, i, j, k, l/],
        ["Transform", /\{ 'id': entity\._id \}/],
        ["About", new RegExp(`${id}.*Protected\\s*Yes`)],
      ];
      for (const [name, fact] of facts) await expect(group(name)).toContainText(fact);
      await expect(group("Filter")).toContainText(condition);
      await expect(group("Delivery")).not.toContainText(id);
      await expectAccessible(page);
      await page.setViewportSize({ width: 390, height: 844 });
      await expectNoSidewaysScroll(page);
    });

    await test.step("a short one says what it leaves out", async () => {
      const plain = await api.createWebhook({ ...settings, name: "Told in short", payloadFormat: "event_object" });
      await page.goto(`/settings/api/webhooks/${plain.id}/configuration`);
      await expect(group("Payload")).toContainText("Event object");
      await expect(group("Payload")).not.toContainText("Relations");
      await expect(group("Filter")).toContainText("Send every event.");
      await expect(group("Transform")).toContainText("None: the payload is sent as it is.");
    });
  });
});

test("a webhook that Postern has disabled says why, in the list and on its page", async ({ page, api, sink }) => {
  sink.setRespond(() => ({ status: 410 }));
  const webhook = await api.createWebhook({ name: "Moved away", eventName: "client.created", url: `${sink.url}/moved` });
  await api.publish({ eventName: "client.created", data: { id: "c-4" } });
  await sink.waitForRequests(1);
  await page.goto("/settings/api/webhooks");
  await expect(async () => {
    await page.reload();
    await expect(rowOf(page, "Moved away")).toContainText("Endpoint gone", { timeout: 1_000 });
  }).toPass();
  await page.goto(`/settings/api/webhooks/${webhook.id}`);
  await expect(page.getByRole("main")).toContainText(/Postern disabled it .*\. The endpoint answered 410 Gone/);
  await expect(page.getByRole("button", { name: "Send test event" })).toHaveAccessibleDescription(
    "The webhook is disabled. Enable it first.",
  );
});
