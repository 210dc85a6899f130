import { expectAccessible, expectNoSidewaysScroll } from "@/e2e/support/checks";
import { WIDE_LOOKS } from "@/e2e/support/looks";
import { expect, test } from "@/e2e/support/test";

test("every place is one key and a few letters away", async ({ page, api, sink }) => {
  const palette = page.getByRole("dialog", { name: "Search" });
  await test.step("a webhook is found", async () => {
    await api.createWebhook({ name: "Palette target", eventName: "product_updated", url: `${sink.url}/palette` });
    await page.goto("/events");
    await page.keyboard.press("ControlOrMeta+k");
    await palette.getByPlaceholder("Search, or paste an event id").fill("palette tar");
    await expect(palette.getByRole("option", { name: /Palette target/ })).toBeVisible();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { name: "Palette target", level: 1 })).toBeVisible();
  });

  await test.step("the theme is changed, and kept", async () => {
    await page.keyboard.press("ControlOrMeta+k");
    await palette.getByPlaceholder("Search, or paste an event id").fill("dark");
    await palette.getByRole("option", { name: "Dark", exact: true }).click();
    await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
    await page.reload();
    await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  });
});

/** Returns an address without the parts that differ between webhooks, events or filters. */
function kindOf(link: string): string {
  const { pathname, searchParams } = new URL(link);
  return `${pathname.replaceAll(/\/(?=[^/]*[A-Z\d])[\w-]{8,}/g, "/…")}?${[...searchParams.keys()].sort().join("&")}`;
}

test("no link of the portal leads nowhere", async ({ page, api, sink }) => {
  const webhook = await api.createWebhook({ name: "Linked", eventName: "product_updated", url: `${sink.url}/linked` });
  /** One link of each kind of page: pages of one kind differ only in their ids. */
  const seen = new Map<string, string>();
  for (const start of [
    "/",
    "/events",
    "/settings/api/webhooks",
    "/settings/api/webhooks/new",
    `/settings/api/webhooks/${webhook.id}`,
    "/settings/api/tokens",
    "/settings/api/reference",
    "/inboxes",
  ]) {
    await page.goto(start);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    const links = await page.getByRole("link").evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).href));
    for (const link of links.filter((href) => !href.includes("#"))) seen.set(kindOf(link), link);
  }
  for (const link of seen.values()) expect((await page.request.get(link)).status(), link).toBe(200);
});

test.describe("with an address that names nothing", () => {
  test.use({ expectedErrors: /404/ });

  test("the answer is 404, and the portal says so", async ({ page }) => {
    for (const path of [
      "/settings/api/webhooks/unknown",
      "/settings/api/webhooks/unknown/signing",
      "/replay-jobs/unknown",
      "/inboxes/unknown",
      "/events/catalogue/unknown",
      "/events/catalogue/unknown/edit",
    ]) {
      expect((await page.request.get(path)).status(), path).toBe(404);
    }
    await page.goto("/settings/api/webhooks/unknown");
    await expect(page.getByRole("navigation", { name: "Portal" })).toBeVisible();
    await expect(page.getByRole("heading", { name: "There is nothing here" })).toBeVisible();
  });
});

for (const { colorScheme, details } of WIDE_LOOKS) {
  test.describe(`in the ${colorScheme} theme`, () => {
    test.use({ colorScheme });

    test("every page meets WCAG AA, with what opens on it", details, async ({ page, api, sink }) => {
      sink.setRespond(() => ({ status: 404, body: '{"error":"no such path"}' }));
      const name = `Checked ${colorScheme}`;
      const oauthConfig = {
        ...{ clientId: "postern", clientSecret: "s3cret", endpoint: `${sink.url}/token`, httpMethod: "POST" },
        customParameterList: [{ type: "body", key: "scope", value: "erp.write" }],
      };
      const auth = { authType: "OAUTH_CLIENT_CREDENTIALS", oauthConfig };
      const withToken = await api.createWebhook({ name: `${name}, with a token`, eventName: "client.created", url: sink.url, auth });
      const webhook = await api.createWebhook({ name, eventName: "client.updated", url: `${sink.url}/checked`, enabled: true });
      await api.publish({ eventName: "client.updated", data: { id: colorScheme } });
      await sink.waitForRequests(1);

      await test.step("the list, and its question before one is deleted", async () => {
        await page.goto("/settings/api/webhooks");
        await expect(page.getByRole("link", { name, exact: true })).toBeVisible();
        await expectAccessible(page);
        await page.getByRole("button", { name: `Actions for ${name}`, exact: true }).click();
        await page.getByRole("menuitem", { name: "Delete" }).click();
        await expectAccessible(page);
      });

      await test.step("the form, folded and open, with faults", async () => {
        await page.goto("/settings/api/webhooks/new");
        await page.getByRole("combobox", { name: "Event" }).click();
        await page.getByRole("option", { name: /Client Updated/ }).click();
        await page.getByRole("radio", { name: "Basic" }).click();
        await page.getByRole("button", { name: "Create webhook" }).click();
        await expect(page.getByLabel("URL")).toHaveAttribute("aria-invalid", "true");
        await expectAccessible(page);
        await page.getByRole("radio", { name: "OAuth" }).click();
        await page.getByRole("button", { name: "Add parameter" }).click();
        for (const name of ["Payload", "Filter", "Transform", "Delivery"]) {
          await page
            .getByRole("region", { name, exact: true })
            .getByRole("button", { name: new RegExp(`^${name}`) })
            .click();
        }
        await page.getByRole("radio", { name: "By conditions" }).click();
        await page.getByRole("button", { name: "Add JSONata condition" }).click();
        await expect(page.getByRole("textbox", { name: "Transform" })).toBeVisible();
        await page.getByRole("button", { name: "Add header" }).click();
        await expect(page.getByLabel("Header 1: name")).toBeFocused();
        await page.getByRole("button", { name: "Create webhook" }).click();
        await expect(page.getByLabel("Header 1: name")).toHaveAttribute("aria-invalid", "true");
        await expectAccessible(page);
      });

      await test.step("the test of a connection", async () => {
        await page.goto(`/settings/api/webhooks/${withToken.id}/configuration`);
        await page.getByRole("button", { name: "Test connection" }).click();
        await expect(page.getByText("No access token.")).toBeVisible();
        await expectAccessible(page);
      });

      await test.step("the log and its drawer", async () => {
        await page.goto(`/events?webhook=${webhook.id}`);
        await expect(page.getByText("Failed", { exact: true }).last()).toBeVisible();
        await expectAccessible(page);
        await page.getByRole("row").filter({ hasText: "404" }).getByRole("link").click();
        await expect(page.getByRole("dialog", { name: "Event" }).getByText("1 attempt")).toBeVisible();
        await expectAccessible(page);
      });
    });
  });
}

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test("every page fits, and the menu leads to each place", async ({ page, api, sink }) => {
    const longName = "A webhook whose name is far longer than any phone is wide, as names happen to be";
    const longUrl = `${sink.url}/an/address/that/goes/on/and/on/without/any/place/to/break/it?token=0123456789abcdef0123456789abcdef`;
    const webhook = await api.createWebhook({ name: longName, eventName: "product_updated", url: longUrl });
    await api.publish({
      eventName: "product_updated",
      entity: { _id: "phone" },
      event_id: "an-event-id-that-somebody-else-chose-and-made-very-long-indeed",
    });
    await sink.waitForRequests(1);

    await test.step("no page is wider than the phone", async () => {
      const webhookPath = `/settings/api/webhooks/${webhook.id}`;
      for (const path of [
        "/settings/api/webhooks",
        "/settings/api/webhooks/new",
        webhookPath,
        `${webhookPath}/configuration`,
        "/",
        "/events",
      ]) {
        await page.goto(path);
        await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
        await expectNoSidewaysScroll(page);
      }
      await page.getByRole("row").filter({ hasText: "an-event-id" }).first().getByRole("link").click();
      await expect(page.getByRole("dialog", { name: "Event" }).getByText("1 attempt")).toBeVisible();
      await expectNoSidewaysScroll(page);
      await page.getByRole("button", { name: "Close" }).click();
    });

    await page.getByRole("button", { name: "Menu" }).click();
    await page.getByRole("navigation", { name: "Portal" }).getByRole("link", { name: "Webhooks" }).click();
    await expect(page.getByRole("heading", { name: "Webhooks", level: 1 })).toBeVisible();
    await expect(page.getByRole("dialog", { name: "Menu" })).toBeHidden();
  });
});
