import type { TestDetails } from "@playwright/test";
import { expectAccessible } from "@/e2e/support/checks";
import { MATRIX } from "@/e2e/support/looks";
import { expect, test } from "@/e2e/support/test";
import { chooseEvent, openEditForm, openNewForm } from "@/e2e/support/webhook-pages";

/** The time that a finger holds a key: radio buttons follow an arrow that is down. */
const HELD = { delay: 60 };

/** The settings of a webhook, except its authentication. */
const EVERYTHING = {
  name: "Fully configured",
  eventName: "client.updated",
  httpMethod: "PATCH",
  enabled: true,
  filter: { keyToFilter: "entity.status", supportedValues: ["active", "on hold"] },
  filterConditions: {
    logical_operator: "OR",
    conditions: [
      {
        field: "entity.tags",
        operation: "any_of",
        values: ["a", "b"],
        field_type: "string",
        is_array_field: true,
        repeatable_item_op: false,
      },
      { field: "entity.lines.amount", operation: "greater_than", values: ["100"], field_type: "number", repeatable_item_op: true },
      { field: "entity.closedAt", operation: "is_empty", values: [], field_type: "datetime" },
      { field: "entity.tags", operation: "length_less_than", values: ["9"] },
      { jsonata_expression: "$exists(entity.id)" },
    ],
  },
  payloadConfiguration: {
    hydrate_entity: false,
    include_relations: true,
    include_activity: true,
    include_changed_attributes: true,
    custom_headers: { "X-Tenant": "739224", "X-Region": "{{ env.no_such_region }}" },
  },
  payloadFormat: "event_object",
  signatureHeader: "x-copilot-signature",
  jsonataExpression: "{\n  'id': data.id /* kept as it was typed */\n}",
  retryPolicy: { enabled: false, maxAttempts: 5 },
  successStatus: "200",
  timeoutSeconds: 300,
  maxRequestsPerSecond: 17,
  protected: true,
  eventVersion: "2.1",
  _manifest: ["5b0c8a9e-6a6e-4f0e-9d0b-6c2f1f3f7a10"],
};

const CUSTOM_PARAMETERS = [
  { type: "body", key: "scope", value: "erp.write" },
  { type: "query", key: "audience", value: "https://erp.example.com" },
  { type: "header", key: "x-region", value: "{{ env.no_such_region }}" },
];
const OAUTH = { clientId: "postern", endpoint: "https://login.example.com/token", httpMethod: "PUT" };

/** Two keep a secret in different ways. The others differ less, and are in the matrix only. */
const AUTHENTICATIONS: readonly { kind: string; auth: Record<string, unknown>; details?: TestDetails }[] = [
  { kind: "none", auth: { authType: "NONE" }, details: MATRIX },
  { kind: "Basic", auth: { authType: "BASIC", basicAuthConfig: { username: "ann", password: "s3cret" } } },
  {
    kind: "Basic with a reference",
    auth: { authType: "BASIC", basicAuthConfig: { username: "ann", password: "{{ env.pass }}", passwordIsEnvVar: true } },
    details: MATRIX,
  },
  { kind: "API key", auth: { authType: "API_KEY", apiKeyConfig: { keyName: "X-Key", keyValue: "s3cret" } }, details: MATRIX },
  {
    kind: "OAuth",
    auth: {
      authType: "OAUTH_CLIENT_CREDENTIALS",
      oauthConfig: { ...OAUTH, clientSecret: "s3cret", customParameterList: CUSTOM_PARAMETERS },
    },
  },
  {
    kind: "OAuth whose client a header names",
    auth: {
      authType: "OAUTH_CLIENT_CREDENTIALS",
      oauthConfig: { ...OAUTH, customParameterList: [{ type: "header", key: "Authorization", value: "Basic abc" }] },
    },
    details: MATRIX,
  },
];

for (const { kind, auth, details = {} } of AUTHENTICATIONS) {
  test(`renaming a fully configured webhook changes nothing else: authentication ${kind}`, details, async ({ page, api }) => {
    const { id } = await api.createWebhook({ ...EVERYTHING, url: "https://example.com/hooks?tenant={{ env.no_such_region }}", auth });
    const before = await api.getWebhook(id);
    expect(before["status"]).toBe("active");
    await openEditForm(page, id);
    await page.getByLabel("Name", { exact: true }).fill("Renamed");
    await page.getByRole("button", { name: "Save changes" }).click();
    await expect(page.getByRole("heading", { name: "Renamed", level: 1 })).toBeVisible();
    const after = await api.getWebhook(id);
    expect(after).toEqual({ ...before, name: "Renamed", updatedTime: expect.any(String) });
    // The webhook is opened, looked at and saved again.
    await openEditForm(page, id);
    for (const part of ["Payload", "Filter", "Transform", "Delivery"]) {
      await page
        .getByRole("region", { name: part, exact: true })
        .getByRole("button", { name: new RegExp(`^${part}`) })
        .click();
    }
    await expect(page.getByRole("textbox", { name: "Transform", exact: true })).toContainText("kept as it was typed");
    await page.getByLabel("Name", { exact: true }).fill("Renamed again");
    await page.getByRole("button", { name: "Save changes" }).click();
    await expect(page.getByRole("heading", { name: "Renamed again", level: 1 })).toBeVisible();
    expect(await api.getWebhook(id)).toEqual({ ...before, name: "Renamed again", updatedTime: expect.any(String) });
  });
}

test("the client secret that is stored is still the one that fetches tokens after an edit, and the test of the connection says so", async ({
  page,
  api,
  sink,
}) => {
  const webhook = await test.step("an edit keeps it", async () => {
    sink.setRespond(({ url }) =>
      url.startsWith("/token") ? { body: '{"access_token":"t-1","token_type":"Bearer","expires_in":3600}' } : {},
    );
    const oauthConfig = {
      ...{ clientId: "postern", clientSecret: "s3cret", endpoint: `${sink.url}/token`, httpMethod: "POST" },
      customParameterList: [
        { type: "body", key: "scope", value: "erp.write" },
        { type: "query", key: "audience", value: "erp" },
        { type: "header", key: "x-region", value: "eu" },
      ],
    };
    const webhook = await api.createWebhook({
      ...{ name: "With a token", eventName: "client.updated", url: `${sink.url}/hook` },
      auth: { authType: "OAUTH_CLIENT_CREDENTIALS", oauthConfig },
    });
    await openEditForm(page, webhook.id);
    await page.getByLabel("Name", { exact: true }).fill("With a token still");
    await page.getByRole("button", { name: "Save changes" }).click();
    await expect(page.getByRole("heading", { name: "With a token still", level: 1 })).toBeVisible();
    return webhook;
  });

  await test.step("the stored secret fetches a token", async () => {
    await openEditForm(page, webhook.id);
    await page.getByRole("button", { name: "Test connection" }).click();
    await expect(page.getByText("It works.")).toBeVisible();
    await expectAccessible(page);
    const [request] = await sink.waitForRequests(1);
    expect(request?.url).toBe("/token?audience=erp");
    expect(request?.headers["x-region"]).toBe("eu");
    expect(Object.fromEntries(new URLSearchParams(request?.rawBody))).toEqual({
      ...{ grant_type: "client_credentials", client_id: "postern", client_secret: "s3cret", scope: "erp.write" },
    });
  });

  await test.step("what is typed is tried, with the stored secret", async () => {
    // The typed client id is tested with the stored secret.
    await page.getByLabel("Client ID").fill("typed");
    await expect(page.getByText("It works.")).toHaveCount(0);
    await page.getByRole("button", { name: "Test connection" }).click();
    await expect(page.getByText("It works.")).toBeVisible();
    const [, another] = await sink.waitForRequests(2);
    expect(Object.fromEntries(new URLSearchParams(another?.rawBody))).toMatchObject({ client_id: "typed", client_secret: "s3cret" });
  });
});

test("OAuth is tried before the webhook is there, and what is missing is said", async ({ page, sink }) => {
  sink.setRespond(() => ({ body: '{"access_token":"t-1"}' }));
  await openNewForm(page);
  await page.getByRole("radio", { name: "OAuth" }).click();
  await page.getByRole("button", { name: "Test connection" }).click();
  await expect(page.getByText("No access token. Give the client secret.")).toBeVisible();
  await page.getByLabel("Token endpoint").fill(`${sink.url}/token`);
  await page.getByLabel("Client ID").fill("shop");
  await page.getByLabel("Client secret", { exact: true }).fill("s3cret");
  await page.getByRole("button", { name: "Test connection" }).click();
  await expect(page.getByText("It works.")).toBeVisible();
});

test("what was typed and not saved is asked about before a link takes it away, and is there again after a reload, secrets excepted", async ({
  page,
  api,
}) => {
  const webhook = await test.step("nothing typed, nothing asked", async () => {
    const webhook = await api.createWebhook({ name: "Drafted", eventName: "client.updated", url: "https://example.com/a" });
    await openEditForm(page, webhook.id);
    await page.getByRole("link", { name: "Cancel" }).click();
    await expect(page).toHaveURL(/\/configuration$/);
    return webhook;
  });

  const question = page.getByRole("alertdialog", { name: "Leave without saving?" });
  await test.step("a link asks first, and what was typed stays, the password in the page alone", async () => {
    await openEditForm(page, webhook.id);
    await page.getByLabel("Name", { exact: true }).fill("Typed with care");
    await page.getByRole("radio", { name: "Basic" }).click();
    await page.getByLabel("User name").fill("ann");
    await page.getByLabel("Password", { exact: true }).fill("hunter2");
    await expect(page.getByText("Not saved yet")).toBeVisible();
    await page.getByRole("link", { name: "Events", exact: true }).first().click();
    await expect(question).toBeVisible();
    await expectAccessible(page);
    await question.getByRole("button", { name: "Cancel" }).click();
    await expect(page.getByRole("progressbar", { name: "Loading the page" })).toHaveCount(0);
    await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Typed with care");
    expect(await page.evaluate(() => JSON.stringify(window.sessionStorage))).not.toContain("hunter2");
  });

  await test.step("a reload brings it back, and it can be dropped", async () => {
    await page.reload();
    await expect(page.getByText("What you typed and did not save is here again")).toBeVisible();
    await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Typed with care");
    await expect(page.getByLabel("User name")).toHaveValue("ann");
    await expect(page.getByLabel("Password", { exact: true })).toHaveValue("");
    await page.getByRole("button", { name: "Start over" }).click();
    await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Drafted");
  });

  await test.step("given up, it is gone", async () => {
    await page.getByLabel("Name", { exact: true }).fill("Given up");
    await page.getByRole("link", { name: "Cancel" }).click();
    await question.getByRole("button", { name: "Leave" }).click();
    await expect(page).toHaveURL(/\/configuration$/);
    await openEditForm(page, webhook.id);
    await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Drafted");
  });
});

test("what was saved is not called unsaved while the next page is on its way", async ({ page, api }) => {
  const webhook = await api.createWebhook({ name: "Slow to leave", eventName: "client.updated", url: "https://example.com/a" });
  await openEditForm(page, webhook.id);
  let letThrough = () => {};
  const held = new Promise<void>((resolve) => {
    letThrough = resolve;
  });
  await page.route(
    (url) => url.pathname.endsWith(`${webhook.id}/configuration`),
    async (route) => {
      await held;
      await route.continue();
    },
  );
  await page.getByLabel("Name", { exact: true }).fill("Saved at once");
  await expect(page.getByText("Not saved yet")).toBeVisible();
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  await expect(page).toHaveURL(/\/edit$/);
  await expect(page.getByText("Not saved yet")).toHaveCount(0);
  letThrough();
  await expect(page.getByRole("heading", { name: "Saved at once", level: 1 })).toBeVisible();
});

test("a new webhook's draft is there on the way back, and gone once it was created", async ({ page }) => {
  await page.goto("/settings/api/webhooks");
  await openNewForm(page);
  await chooseEvent(page, "client upd", "Client Updated");
  await page.getByLabel("URL").fill("https://example.com/draft");
  await page.goBack();
  await page.goForward();
  await expect(page.getByLabel("URL")).toHaveValue("https://example.com/draft");
  await expect(page.getByRole("combobox", { name: "Event" })).toContainText("client.updated");
  await page.getByRole("button", { name: "Create webhook" }).click();
  await expect(page.getByRole("heading", { name: "Webhook created" })).toBeVisible();
  await openNewForm(page);
  await expect(page.getByLabel("URL")).toHaveValue("");
});

test("what keeps a webhook from being saved is listed by name, the first of it has the focus, and each is a key away", async ({ page }) => {
  await openNewForm(page);
  await page.getByRole("radio", { name: "API key" }).click();
  await page.getByRole("button", { name: "Create webhook" }).click();
  await expect(page.getByRole("combobox", { name: "Event" })).toBeFocused();
  const status = page.getByRole("form", { name: "New webhook" }).getByRole("status").filter({ hasText: "attention" });
  await expect(status).toContainText("4 fields need attention:");
  await expectAccessible(page);
  await status.getByRole("button", { name: "Header name" }).click();
  await expect(page.getByLabel("Header name")).toBeFocused();

  // A fault in a folded part opens that part, even when only the server finds the fault.
  await page.getByRole("radio", { name: "None" }).click();
  await chooseEvent(page, "client upd", "Client Updated");
  await page.getByLabel("URL").fill("https://example.com/a");
  const transform = page.getByRole("region", { name: "Transform", exact: true });
  await transform.getByRole("button", { name: /^Transform/ }).click();
  await page.getByRole("textbox", { name: "Transform", exact: true }).click();
  await page.keyboard.insertText("{ 'oops' }");
  await transform.getByRole("button", { name: /^Transform/ }).click();
  await page.getByRole("button", { name: "Create webhook" }).click();
  await expect(page.getByRole("textbox", { name: "Transform", exact: true })).toBeFocused();
  await expect(status).toContainText(/1 field needs attention:\s*Transform/);
});

test("a webhook is made and changed by keyboard alone", async ({ page, api }) => {
  await test.step("event, name, address and authentication", async () => {
    await openNewForm(page);
    await page.getByRole("combobox", { name: "Event" }).focus();
    await page.keyboard.press("Enter");
    await page.keyboard.type("client del");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("combobox", { name: "Event" })).toBeFocused();
    await page.keyboard.press("Tab");
    await page.keyboard.type("By keyboard");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.type("https://example.com/keys");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.press("ArrowRight", HELD);
    await expect(page.getByRole("radio", { name: "Basic" })).toBeChecked();
    await page.keyboard.press("ArrowLeft", HELD);
  });

  const filter = page.getByRole("region", { name: "Filter", exact: true });
  await test.step("a filter by one field", async () => {
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    await page.keyboard.press("ArrowRight", HELD);
    await expect(filter.getByRole("radio", { name: "By one field" })).toBeChecked();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.keyboard.type("entity.status");
    await page.keyboard.press("Enter");
    // The list gives the focus back once it has closed.
    await expect(filter.getByRole("combobox", { name: "Field" })).toBeFocused();
    await page.keyboard.press("Tab");
    await page.keyboard.type("gone");
    await page.keyboard.press("Enter");
    await expect(filter).toContainText("Send when entity.status is gone.");
  });

  await test.step("it is saved from wherever one is", async () => {
    // Ctrl+Enter saves from any field.
    await page.keyboard.press("ControlOrMeta+Enter");
    await expect(page.getByRole("heading", { name: "Webhook created" })).toBeVisible();
    const made = (await api.listWebhooks()).find(({ name }) => name === "By keyboard");
    expect(made).toMatchObject({ url: "https://example.com/keys", filter: { keyToFilter: "entity.status", supportedValues: ["gone"] } });
  });
});
