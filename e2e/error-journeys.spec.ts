import { expectAccessible, expectNoSidewaysScroll } from "@/e2e/support/checks";
import { expect, signIn, test } from "@/e2e/support/test";
import { chooseEvent, openEditForm, openNewForm } from "@/e2e/support/webhook-pages";

test.use({ expectedErrors: /Failed to load resource|Failed to fetch|ERR_/ });

test("a connection that is lost while saving keeps what was typed, and the second try saves it", async ({ page, api, context }) => {
  const webhook = await api.createWebhook({ name: "Before", eventName: "product_updated", url: "https://example.com/a" });
  await openEditForm(page, webhook.id);
  await page.getByLabel("Name", { exact: true }).fill("Typed with care");
  await context.setOffline(true);
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "What you typed is still here" })).toBeInViewport({ ratio: 1 });
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Typed with care");
  await context.setOffline(false);
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByRole("heading", { name: "Typed with care", level: 1 })).toBeVisible();
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test("a save that failed says so where one looks, at the top of a new form as well", async ({ page, context }) => {
    await openNewForm(page);
    await chooseEvent(page, "client upd", "Client Updated");
    await page.getByLabel("URL").fill("https://example.com/a");
    await page.evaluate(() => window.scrollTo(0, 0));
    await context.setOffline(true);
    await page.getByRole("button", { name: "Create webhook" }).click();
    await expect(page.getByRole("alert").filter({ hasText: "What you typed is still here" })).toBeInViewport({ ratio: 1 });
    await context.setOffline(false);
  });
});

test("a session that ended while a form was open loses nothing: sign in in another tab, and save", async ({
  page,
  api,
  context,
  stack,
}) => {
  const webhook = await api.createWebhook({ name: "Still there", eventName: "product_updated", url: "https://example.com/a" });
  await openEditForm(page, webhook.id);
  await page.getByLabel("Name", { exact: true }).fill("Typed before the end");
  await context.clearCookies();
  await page.getByRole("button", { name: "Save changes" }).click();
  // The preview beside the form shows the same message.
  const fault = page.getByRole("alert").filter({ hasText: "Your session has ended" }).filter({ hasText: "What you typed is still here" });
  await expect(fault).toBeVisible();
  await expectAccessible(page);
  const opened = context.waitForEvent("page");
  await fault.getByRole("link", { name: "Sign in in another tab" }).click();
  const login = await opened;
  await signIn(login, stack);
  await login.waitForURL((url) => url.pathname === "/");
  await login.close();
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByRole("heading", { name: "Typed before the end", level: 1 })).toBeVisible();
});

test("a question that gets no answer says so and stands, and the second try does what was asked", async ({ page, api, context }) => {
  await api.createWebhook({ name: "Asked about", eventName: "client.created" });
  await page.goto("/settings/api/webhooks?q=asked+about");
  await page.getByRole("button", { name: "Actions for Asked about" }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  const question = page.getByRole("alertdialog", { name: "Delete “Asked about”?" });
  await context.setOffline(true);
  await question.getByRole("button", { name: "Delete webhook" }).click();
  await expect(question.getByRole("alert")).toContainText("Postern did not answer");
  await context.setOffline(false);
  await question.getByRole("button", { name: "Delete webhook" }).click();
  await expect(page.getByText("Deleted “Asked about”")).toBeVisible();
  await expect(question).toBeHidden();
});

test("a page that follows what happens says that the session ended, and leads back to where it was", async ({ page, context, stack }) => {
  await page.goto("/events?status=failed");
  await expect(page.getByRole("heading", { name: "Events", level: 1 })).toBeVisible();
  await context.clearCookies();
  await page.getByRole("link", { name: "Sign in again" }).click();
  await expect(page).toHaveURL(/\/login\?callbackUrl=/);
  await signIn(page, stack);
  await expect(page).toHaveURL(/\/events\?status=failed$/);
});

test("of two admins who edit the same webhook the second is told, and overwrites nothing", async ({ page, api, context }) => {
  await test.step("the other one saves first", async () => {
    const webhook = await api.createWebhook({ name: "Shared", eventName: "product_updated", url: "https://example.com/a" });
    await openEditForm(page, webhook.id);
    const other = await context.newPage();
    await openEditForm(other, webhook.id);
    await other.getByLabel("Name", { exact: true }).fill("By the other");
    await other.getByRole("button", { name: "Save changes" }).click();
    await expect(other.getByRole("heading", { name: "By the other", level: 1 })).toBeVisible();
  });

  const told = page.getByRole("alert").filter({ hasText: "was changed in the meantime" });
  await test.step("the second is told, keeps what was typed, and can see what changed", async () => {
    await page.getByLabel("URL").fill("https://example.com/mine");
    await page.getByRole("button", { name: "Save changes" }).click();
    await expect(told).toBeInViewport({ ratio: 1 });
    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByLabel("URL").scrollIntoViewIfNeeded();
    await expect(told).toBeInViewport({ ratio: 1 });
    await expectNoSidewaysScroll(page);
    await page.setViewportSize({ width: 1440, height: 900 });
    await expect(page.getByLabel("URL")).toHaveValue("https://example.com/mine");
    await expectAccessible(page);
    await expect(told.getByRole("link", { name: "See what was changed" })).toHaveAttribute("href", /history$/);
  });

  await test.step("they load it again and save on top of it", async () => {
    // The reader loads the new state, and makes their own change again.
    await told.getByRole("button", { name: "Discard mine and load it again" }).click();
    await expect(page.getByLabel("Name", { exact: true })).toHaveValue("By the other");
    await page.getByLabel("URL").fill("https://example.com/mine");
    await page.getByRole("button", { name: "Save changes" }).click();
    await expect(page.getByRole("heading", { name: "By the other", level: 1 })).toBeVisible();
    await expect(page.getByText("https://example.com/mine").first()).toBeVisible();
  });
});

test("a restored version is refused where the webhook was changed since the history was loaded", async ({ page, api, context }) => {
  const webhook = await api.createWebhook({ name: "Raced", eventName: "product_updated", url: "https://example.com/a" });
  const address = `/settings/api/webhooks/${webhook.id}`;
  const change = async (name: string) => {
    const other = await context.newPage();
    await openEditForm(other, webhook.id);
    await other.getByLabel("Name", { exact: true }).fill(name);
    await other.getByRole("button", { name: "Save changes" }).click();
    await expect(other.getByRole("heading", { name, level: 1 })).toBeVisible();
    await other.close();
  };
  await change("Raced once");
  await page.goto(`${address}/history`);
  await change("Raced twice");
  await page.getByRole("button", { name: /created the webhook/ }).click();
  await page.getByRole("button", { name: "Restore version 1" }).click();
  await page.getByRole("button", { name: "Restore", exact: true }).click();
  await expect(page.getByRole("dialog").getByRole("alert")).toContainText("was changed in the meantime");
  await page.getByRole("button", { name: "Show what it is now" }).click();
  await expect(page.getByRole("heading", { name: /v3.*changed Name/ })).toBeVisible();
});

test("what is wrong in a form is said beside its field, and the first of them has the focus", async ({ page, api }) => {
  const webhook = await api.createWebhook({ name: "Checked", eventName: "product_updated", url: "https://example.com/a" });
  await openEditForm(page, webhook.id);
  await page.getByLabel("URL").fill("ftp://example.com");
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByLabel("URL")).toBeFocused();
  await expect(page.getByLabel("URL")).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByLabel("URL")).toHaveAccessibleDescription(/http/);
});
