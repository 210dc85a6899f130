import { readdir } from "node:fs/promises";
import type { APIRequestContext, Page } from "@playwright/test";
import { queryStackDatabase } from "@/e2e/support/stack";
import { expect, signIn, test } from "@/e2e/support/test";

/** The empty state of a browser. Without it a new context would take over the test's own session. */
const NOBODY = { cookies: [], origins: [] };
const SECRET_NAME = "Nobody outside may read this name";

interface Asked {
  what: string;
  path: string;
  headers?: Record<string, string>;
}

/** Returns every kind of request to the portal: pages as documents and as payloads of the router, and its data routes. */
function everyQuestion(
  webhookId: string,
  deliveryId: string,
  recordId: string,
  { flowId, executionId }: { flowId: string; executionId: string },
): Asked[] {
  const webhook = `/settings/api/webhooks/${webhookId}`;
  const pages = [
    "/",
    "/events",
    `/events?event=${deliveryId}`,
    "/settings/api/webhooks",
    "/settings/api/webhooks/new",
    "/inboxes",
    "/automations",
    "/automations/new",
    `/automations/new?from=${flowId}`,
    `/automations/${flowId}`,
    `/automations/${flowId}/edit`,
    `/automations/${flowId}/executions/${executionId}`,
    `/automations/executions/${executionId}`,
    "/entities",
    "/entities/contact",
    "/entities/contact/new",
    `/entities/contact/${recordId}`,
    `/entities/contact/${recordId}/edit`,
    "/entities/schemas/contact",
    "/entities/schemas/contact/edit",
    "/entities/schemas/submission/form",
    "/entities/schemas/new",
    "/settings/retention",
    "/settings/signing-keys",
    webhook,
    `${webhook}/configuration`,
    `${webhook}/edit`,
    `${webhook}/signing`,
  ];
  const routes = [
    "/data/overview",
    "/data/webhooks",
    "/data/event-types/product_updated/samples",
    "/data/deliveries",
    `/data/automations/executions?flow_id=${flowId}`,
    `/data/automations/executions/${executionId}`,
    "/data/automations/startable?schema=contact",
    "/data/entity-matches",
    "/data/entity-schemas/contact/json-schema",
    "/data/entity-schemas/contact/example",
    "/data/entities/contact/records",
    `/data/entities/contact/${recordId}/activity`,
    `/data/deliveries/${deliveryId}`,
    `/data/deliveries?webhook=${webhookId}`,
  ];
  return [
    ...pages.map((path) => ({ what: "page", path })),
    ...pages.map((path) => ({ what: "payload", path: `${path}${path.includes("?") ? "&" : "?"}_rsc=1`, headers: { rsc: "1" } })),
    ...pages.map((path) => ({
      what: "prefetch",
      path: `${path}${path.includes("?") ? "&" : "?"}_rsc=2`,
      headers: { rsc: "1", "next-router-prefetch": "1", "next-router-segment-prefetch": "/_tree" },
    })),
    ...routes.map((path) => ({ what: "data", path })),
  ];
}

async function expectNothingTold(request: APIRequestContext, questions: Asked[], secrets: string[]): Promise<void> {
  for (const { what, path, headers } of questions) {
    const answer = await request.get(path, { headers: headers ?? {}, maxRedirects: 0 });
    const text = `${JSON.stringify(answer.headers())}\n${await answer.text()}`;
    expect(
      secrets.filter((secret) => text.includes(secret)),
      `${what} ${path}`,
    ).toEqual([]);
    if (what === "data") expect(answer.status(), path).toBe(401);
  }
}

/** Records the request that a browser sends when the form is submitted, so that someone else can send it again. */
async function recordCreateAction(page: Page): Promise<{ headers: Record<string, string>; body: string }> {
  const [submitted] = await Promise.all([
    page.waitForRequest((request) => request.method() === "POST" && request.headers()["next-action"] !== undefined),
    submitForm(page),
  ]);
  const { "next-action": action = "", "content-type": type = "" } = submitted.headers();
  return { headers: { "next-action": action, "content-type": type, accept: "text/x-component" }, body: submitted.postData() ?? "" };
}

async function submitForm(page: Page): Promise<void> {
  await page.goto("/settings/api/webhooks/new");
  await page.getByRole("combobox", { name: "Event" }).click();
  await page.getByRole("option", { name: /product_updated/ }).click();
  await page.getByLabel("Name", { exact: true }).fill("Made by an action");
  await page.getByLabel("URL").fill("https://example.com/hooks");
  await page.getByRole("button", { name: "Create webhook" }).click();
  await expect(page.getByRole("heading", { name: "Webhook created" })).toBeVisible();
}

test("no answer to somebody who is not signed in, or whose session was ended, holds a page's content", async ({
  page,
  browser,
  playwright,
  api,
  sink,
  stack,
}) => {
  const webhook = await api.createWebhook({ name: SECRET_NAME, eventName: "product_updated", url: `${sink.url}/signed-out` });
  const published = await api.publish({ eventName: "product_updated", entity: { _id: "told-to-nobody" } });
  const deliveryId = published.deliveries.find((delivery) => delivery.webhook_config_id === webhook.id)?.event_id ?? "";
  const record = await api.createEntity("contact", { first_name: "Untold", last_name: SECRET_NAME });
  const secrets = [SECRET_NAME, sink.url, "told-to-nobody", stack.email, "My organization", "Made by an action"];
  const triggers = [{ type: "entity_manual", configuration: { schema: "contact" } }];
  const flow = await api.createFlow({ flow_name: SECRET_NAME, triggers, actions: [] });
  const execution = await api.startExecution(flow.id, record._id);
  const questions = everyQuestion(webhook.id, deliveryId, record._id, { flowId: flow.id, executionId: execution.id });
  const action = await recordCreateAction(page);
  const countMade = async () => (await api.listWebhooks()).filter(({ name }) => name === "Made by an action").length;
  expect(await countMade()).toBe(1);

  await test.step("with a session the questions are answered: what follows proves something", async () => {
    const answer = await page.request.get("/settings/api/webhooks", { headers: { rsc: "1" } });
    expect(await answer.text()).toContain(SECRET_NAME);
    expect((await page.request.get("/data/webhooks")).status()).toBe(200);
  });

  await test.step("without a session", async () => {
    const stranger = await playwright.request.newContext({ baseURL: stack.url, storageState: NOBODY });
    await expectNothingTold(stranger, questions, secrets);
    const answer = await stranger.post("/settings/api/webhooks/new", { ...post(action), maxRedirects: 0 });
    for (const secret of secrets) expect(await answer.text()).not.toContain(secret);
    expect(await countMade()).toBe(1);
    await stranger.dispose();
  });

  await test.step("with a token that is valid, of a session that was ended everywhere", async () => {
    // A second user is used, so that the other journeys stay signed in.
    await queryStackDatabase(
      `insert into "user" (id, email, name, password_hash) select 'usr_ended', 'ended@example.com', 'Ended', password_hash from "user" where email = $1`,
      [stack.email],
    );
    await queryStackDatabase(
      `insert into membership (organization_id, user_id, role) select organization_id, 'usr_ended', 'owner'
       from membership where user_id = (select id from "user" where email = $1) order by created_at limit 1`,
      [stack.email],
    );
    const context = await browser.newContext({ baseURL: stack.url, storageState: NOBODY });
    const other = await context.newPage();
    await other.goto("/login");
    await signIn(other, { email: "ended@example.com", password: stack.password });
    await expect(other.getByRole("heading", { name: "Overview", level: 1 })).toBeVisible();
    await other.goto("/settings/api/webhooks");
    await expect(other.getByText(SECRET_NAME)).toBeVisible();
    await queryStackDatabase("delete from session where user_id = 'usr_ended'");

    await expectNothingTold(context.request, questions, secrets);
    const answer = await context.request.post("/settings/api/webhooks/new", { ...post(action), maxRedirects: 0 });
    expect(await answer.text()).toContain("unauthenticated");
    for (const secret of secrets) expect(await answer.text()).not.toContain(secret);
    expect(await countMade()).toBe(1);
    await other.goto("/events");
    await expect(other).toHaveURL(/\/login\?callbackUrl=%2Fevents$/);
    await context.close();
    await queryStackDatabase(`delete from membership where user_id = 'usr_ended'`);
  });
});

function post(action: { headers: Record<string, string>; body: string }) {
  return { headers: action.headers, data: action.body };
}

test("every page forbids being framed, and runs no script but its own", async ({ page }) => {
  for (const path of ["/login", "/events", "/settings/api/webhooks"]) {
    const answer = await page.request.get(path);
    const policy = answer.headers()["content-security-policy"] ?? "";
    expect(policy).toMatch(/script-src 'nonce-[^']+' 'strict-dynamic';/);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(answer.headers()).toMatchObject({ "x-content-type-options": "nosniff", "referrer-policy": "same-origin" });
  }
});

test("a program without a token is told so, and is not led to the login", async ({ request }) => {
  for (const [path, status] of [
    ["/v1", 404],
    ["/v2/nothing", 404],
    ["/v1/webhooks/configs", 401],
    ["/api/health", 200],
  ] as const) {
    const answer = await request.get(path, { maxRedirects: 0 });
    expect(answer.status(), path).toBe(status);
    expect(answer.headers(), path).toMatchObject({
      "content-type": expect.stringContaining("application/json"),
      "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    });
  }
});

test("a slash at the end of a program's address, or two before it, leads nowhere else; a page's does", async ({ request, stack }) => {
  for (const [path, status] of [
    ["/v1/webhooks/configs/", 401],
    ["//v1/webhooks/configs?eventName=x", 401],
    ["/v1/webhooks/openapi.json/", 200],
    ["/v1/", 404],
    ["/v2/nothing//", 404],
    ["/v1//webhooks/configs", 404],
    ["/inbox/", 404],
    ["/inbox//nothing", 404],
    ["/form/", 404],
    ["/form//nothing", 404],
    ["/api/health/", 200],
    ["/data/overview/", 200],
  ] as const) {
    const answer = await request.get(`${stack.url}${path}`, { maxRedirects: 0 });
    expect([path, answer.status()]).toEqual([path, status]);
  }
  const page = await request.get("/events/", { maxRedirects: 0 });
  expect([page.status(), page.headers()["location"]]).toEqual([308, "/events"]);
});

test("what browsers and crawlers ask for by name is there for everybody, and the pages name it", async ({ playwright, stack }) => {
  const nobody = await playwright.request.newContext({ baseURL: stack.url, storageState: NOBODY });
  const types: Record<string, string> = {
    ico: "image/x-icon",
    png: "image/png",
    svg: "image/svg+xml",
    txt: "text/plain",
    webmanifest: "application/manifest+json",
  };
  for (const name of await readdir("public")) {
    const answer = await nobody.get(`/${name}`, { maxRedirects: 0 });
    const type = answer.headers()["content-type"]?.split(";")[0];
    expect([name, answer.status(), type]).toEqual([name, 200, types[name.split(".").at(-1) ?? ""]]);
  }
  expect(await (await nobody.get("/robots.txt")).text()).toMatch(/^User-agent: \*\nDisallow: \/$/m);

  const manifest: { icons: { src: string }[] } = await (await nobody.get("/site.webmanifest")).json();
  const login = await (await nobody.get("/login")).text();
  const named = [...login.matchAll(/<link rel="(?:icon|apple-touch-icon|manifest)"[^>]* ?href="([^"?]+)/g)].map(([, href]) => href);
  expect(named.sort()).toEqual(["/apple-touch-icon.png", "/favicon.ico", "/icon.svg", "/site.webmanifest"]);
  for (const { src } of manifest.icons) expect((await nobody.get(src, { maxRedirects: 0 })).status(), src).toBe(200);
  await nobody.dispose();
});

test("the API's operations are answered before Next sees them", async ({ request }) => {
  const answer = await request.get("/v1/webhooks/openapi.json");
  expect(answer.status()).toBe(200);
  // Next adds its own headers to `vary` for everything that it routes.
  expect(answer.headers()["vary"]).toBe("Accept-Encoding");
});

test("says of an address whose escapes are no UTF-8 that it is not valid, of pages and the API alike", async ({ playwright, stack }) => {
  const nobody = await playwright.request.newContext({ baseURL: stack.url, storageState: NOBODY });
  for (const path of ["/v1/webhooks/configs/%ff", "/v2/%zz", "/data/deliveries/%ff", "/settings/api/webhooks/%ff"]) {
    const answer = await nobody.get(path);
    expect([path, answer.status()]).toEqual([path, 400]);
    expect(await answer.json()).toMatchObject({ code: "invalid_input", message: expect.stringContaining("escapes") });
  }
  await nobody.dispose();
});
