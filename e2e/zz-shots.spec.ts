import type { Page } from "@playwright/test";
import { expectAccessible, expectNoSidewaysScroll } from "@/e2e/support/checks";
import { expect, test } from "@/e2e/support/test";
import { chooseEvent } from "@/e2e/support/webhook-pages";

const OUT = "/tmp/form-shots";
const only = process.env["SHOTS"]?.split(",") ?? null;
const LOOKS = [
  { look: "w-light", viewport: { width: 1440, height: 900 }, colorScheme: "light" },
  { look: "w-dark", viewport: { width: 1440, height: 900 }, colorScheme: "dark" },
  { look: "n-light", viewport: { width: 390, height: 844 }, colorScheme: "light" },
  { look: "n-dark", viewport: { width: 390, height: 844 }, colorScheme: "dark" },
] as const;
const looks = process.env["LOOKS"]?.split(",") ?? null;

async function openAll(page: Page) {
  for (const name of ["Payload", "Filter", "Transform", "Delivery"]) {
    const button = page.getByRole("region", { name, exact: true }).getByRole("button", { name: new RegExp(`^${name}`) });
    if ((await button.getAttribute("aria-expanded")) !== "true") await button.click();
  }
}

for (const { look, viewport, colorScheme } of LOOKS) {
  if (looks && !looks.includes(look)) continue;
  test.describe(look, () => {
    test.use({ viewport, colorScheme, expectedErrors: /.*/ });
    test(`shots ${look}`, async ({ page, api, sink }) => {
      test.setTimeout(300_000);
      const shot = async (scene: string, { full = true } = {}) => {
        await page.mouse.move(0, 0);
        await page.waitForTimeout(500);
        if (full) {
          // The whole scroll area as one picture.
          await page.screenshot({ path: `${OUT}/${scene}.${look}.png`, fullPage: true });
        } else await page.screenshot({ path: `${OUT}/${scene}.${look}.png` });
        if (process.env["AXE"]) await expectAccessible(page);
        await expectNoSidewaysScroll(page);
      };
      const scene = async (name: string, run: () => Promise<void>) => {
        if (!only || only.includes(name)) await run();
      };
      const entity = { _id: "p-7", _title: "Roof tiles", stage: "won", price: { amount: 4200, currency: "EUR" } };
      await api.createWebhook({ name: `Listener ${look}`, eventName: "product_updated", url: `${sink.url}/earlier`, enabled: false });
      await api.publish({ eventName: "product_updated", entity });
      const rich = await api.createWebhook({
        name: "Orders to the warehouse",
        eventName: "product_updated",
        url: "https://warehouse.example.com/hooks/orders",
        httpMethod: "PUT",
        auth: {
          authType: "OAUTH_CLIENT_CREDENTIALS",
          oauthConfig: {
            clientId: "postern",
            clientSecret: "s3cret",
            endpoint: `${sink.url}/token`,
            httpMethod: "POST",
            customParameterList: [
              { type: "body", key: "scope", value: "erp.write" },
              { type: "query", key: "audience", value: "https://erp.example.com" },
              { type: "header", key: "x-region", value: "{{ env.region }}" },
            ],
          },
        },
        payloadConfiguration: {
          hydrate_entity: true,
          include_relations: true,
          include_activity: false,
          include_changed_attributes: true,
          custom_headers: { "x-tenant": "739224", "x-source": "postern" },
        },
        filterConditions: {
          logical_operator: "AND",
          conditions: [
            { field: "entity.stage", operation: "any_of", values: ["won", "lost"] },
            { field: "entity.price.amount", operation: "greater_than", values: ["100"], field_type: "number" },
            { jsonata_expression: "$count(relations) >= 0" },
          ],
        },
        jsonataExpression:
          "{\n  'id': entity._id,\n  'title': $uppercase(entity._title), /* loud */\n  'euros': entity.price.amount / 100\n}",
        retryPolicy: { enabled: true, maxAttempts: 5 },
        maxRequestsPerSecond: 20,
        timeoutSeconds: 30,
      });
      await scene("empty", async () => {
        await page.goto("/settings/api/webhooks/new");
        await page.waitForLoadState("networkidle");
        await shot("empty");
      });
      await scene("emptyfaults", async () => {
        await page.goto("/settings/api/webhooks/new");
        await page.waitForLoadState("networkidle");
        await page.getByRole("radio", { name: "Basic" }).click();
        await page.getByRole("button", { name: "Create webhook" }).click();
        await shot("emptyfaults");
      });
      await scene("opened", async () => {
        await page.goto("/settings/api/webhooks/new");
        await page.waitForLoadState("networkidle");
        await chooseEvent(page, "product", "Product Updated");
        await openAll(page);
        await shot("opened");
      });
      await scene("full", async () => {
        await page.goto(`/settings/api/webhooks/${rich.id}/edit`);
        await page.waitForLoadState("networkidle");
        await shot("full-folded");
        await openAll(page);
        await expect(page.getByRole("textbox", { name: "Transform" })).toBeVisible();
        await shot("full-open");
        await shot("full-view", { full: false });
      });
      await scene("bad", async () => {
        await page.goto("/settings/api/webhooks/new");
        await page.waitForLoadState("networkidle");
        await chooseEvent(page, "product", "Product Updated");
        await page.getByLabel("URL").fill("https://example.com/a");
        await openAll(page);
        await page.getByRole("radio", { name: "By one field" }).click();
        await page.getByRole("combobox", { name: "Field" }).click();
        await page.getByPlaceholder("Search fields, or type a path").fill("entity.s");
        await page.waitForTimeout(200);
        await shot("fieldpicker", { full: false });
        await page.getByPlaceholder("Search fields, or type a path").fill("entity.stage");
        await page.getByRole("option").first().click();
        await page.getByLabel("Is one of").fill("nowhere");
        await page.getByLabel("Is one of").press("Enter");
        await page.getByRole("button", { name: "Add header" }).click();
        await page.getByLabel("Header 1: name").fill("X-Tenant");
        await page.getByLabel("Header 1: value").fill("{{ env.no_such_key }}");
        await page.getByRole("textbox", { name: "Transform" }).click();
        await page.keyboard.insertText("{ 'id': entity._id, 'oops' }");
        await page.waitForTimeout(900);
        await shot("badjsonata");
        await page.keyboard.press("ControlOrMeta+a");
        await page.keyboard.insertText("$number(entity._title)");
        await page.waitForTimeout(900);
        await shot("failtransform");
        await page.keyboard.press("ControlOrMeta+a");
        await page.keyboard.insertText("nothing_here");
        await page.waitForTimeout(900);
        await shot("nothing");
        await page.keyboard.press("ControlOrMeta+a");
        await page.keyboard.type("$sub");
        await page.waitForTimeout(600);
        await shot("completion", { full: false });
        await page.keyboard.press("Escape");
        await page.keyboard.press("ControlOrMeta+a");
        await page.keyboard.press("Delete");
        await page.getByLabel("URL").fill("http://10.1.2.3/hooks");
        await page.waitForTimeout(600);
        await page.getByRole("button", { name: "Create webhook" }).click();
        await page.waitForTimeout(900);
        await shot("refused");
        await shot("refused-view", { full: false });
      });
      await scene("sheet", async () => {
        if (viewport.width > 1000) return;
        await page.goto(`/settings/api/webhooks/${rich.id}/edit`);
        await page.waitForLoadState("networkidle");
        await shot("phone-view", { full: false });
        await page.getByRole("button", { name: "Preview" }).click();
        await page.waitForTimeout(700);
        await shot("sheet", { full: false });
      });
      await scene("event", async () => {
        await page.goto("/settings/api/webhooks/new");
        await page.waitForLoadState("networkidle");
        await page.getByRole("combobox", { name: "Event" }).click();
        await shot("eventselect", { full: false });
      });
    });
  });
}
