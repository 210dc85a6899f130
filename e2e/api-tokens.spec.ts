import type { Locator, Page } from "@playwright/test";
import { expectAccessible, expectNoSidewaysScroll } from "@/e2e/support/checks";
import { WIDE_LOOKS } from "@/e2e/support/looks";
import { addMember, become, MEMBERS, memberRow } from "@/e2e/support/people";
import type { Stack } from "@/e2e/support/stack";
import { expect, test } from "@/e2e/support/test";

const PATH = "/settings/api/tokens";

const ask = (stack: Stack, token: string, path: string, init: RequestInit = {}) =>
  fetch(`${stack.url}${path}`, { ...init, headers: { authorization: `Bearer ${token}`, "content-type": "application/json" } });

const rowOf = (page: Page, name: string) => page.getByRole("row").filter({ has: page.getByRole("rowheader", { name }) });

test("an owner creates a token, sees it once, uses it, and revokes it: it stops at once", async ({ page, stack }) => {
  const dialog = page.getByRole("dialog", { name: "Create an API token" });
  await test.step("the form makes it", async () => {
    await page.goto("/settings/api/webhooks");
    await page.getByRole("navigation", { name: "Portal" }).getByRole("link", { name: "API tokens" }).click();
    await expect(rowOf(page, "First token")).toContainText("at the first start");
    await page.getByRole("button", { name: "Create token" }).click();
    await dialog.getByLabel("Name", { exact: true }).fill("Shop");
    await dialog.getByRole("checkbox", { name: "Read" }).click();
    await dialog.getByRole("checkbox", { name: "Publish" }).click();
    await dialog.getByRole("combobox", { name: "Expires" }).click();
    await page.getByRole("option", { name: "1 year" }).click();
    await dialog.getByLabel("Requests a second").fill("50");
    await dialog.getByRole("button", { name: "Create token" }).click();
  });

  const body = JSON.stringify({ eventName: "product_updated", entity: { _id: "1" } });
  const token = await test.step("it is shown once, and may do what was ticked", async () => {
    const shown = page.getByRole("dialog", { name: "“Shop” is created" });
    await expect(shown.getByText("It is shown only now.")).toBeVisible();
    const token = (await shown.getByText(/^pst_/).textContent()) ?? "";
    const published = await ask(stack, token, "/v1/webhooks/events", { method: "POST", body });
    expect([published.status, published.headers.get("ratelimit-limit")]).toEqual([202, "50"]);
    expect((await ask(stack, token, "/v1/webhooks/configs")).status).toBe(403);
    await shown.getByRole("button", { name: "Done" }).click();
    return token;
  });

  const row = rowOf(page, "Shop");
  await test.step("the list tells it by its beginning", async () => {
    await expect(row).toContainText(`${token.slice(0, 12)}…`);
    await expect(row).toContainText("50/s");
    await expect(row).toContainText("by Admin");
    await expect(row).toContainText("just now");
    await expect(page.locator("body")).not.toContainText(token);
  });

  await test.step("revoked, it is refused at once", async () => {
    await row.getByRole("button", { name: "Revoke Shop" }).click();
    const question = page.getByRole("alertdialog", { name: "Revoke “Shop”?" });
    await question.getByRole("button", { name: "Cancel" }).click();
    expect((await ask(stack, token, "/v1/webhooks/configs")).status).toBe(403);
    await row.getByRole("button", { name: "Revoke Shop" }).click();
    await question.getByRole("button", { name: "Revoke token" }).click();
    await expect(page.getByText("Revoked “Shop”")).toBeVisible();
    expect((await ask(stack, token, "/v1/webhooks/configs")).status).toBe(401);
    await expect(row).toContainText("Revoked");
    await expect(row.getByRole("button")).toHaveCount(0);
  });
});

test("the first token of an organization is shown like any other", async ({ page, browser, stack }) => {
  const { context, edith } = await test.step("an organization without tokens", async () => {
    const { context, memberPage: edith } = await addMember({ page, browser, stack, name: "Edith Clarke", role: "Owner" });
    await edith.getByRole("button", { name: "Organization: My organization" }).click();
    await edith.getByRole("menuitem", { name: "Create organization" }).click();
    const naming = edith.getByRole("dialog", { name: "Create an organization" });
    await naming.getByLabel("Name").fill("Without tokens");
    await naming.getByRole("button", { name: "Create organization" }).click();
    await expect(edith.getByRole("button", { name: "Organization: Without tokens" })).toBeVisible();
    return { context, edith };
  });

  await test.step("its first token is made and shown", async () => {
    await edith.goto(PATH);
    await expect(edith.getByRole("heading", { name: "No API tokens yet" })).toBeVisible();
    await edith.getByRole("button", { name: "Create token" }).click();
    const dialog = edith.getByRole("dialog", { name: "Create an API token" });
    await dialog.getByLabel("Name", { exact: true }).fill("The very first");
    await dialog.getByRole("button", { name: "Create token" }).click();
    const shown = edith.getByRole("dialog", { name: "“The very first” is created" });
    // The list behind the window already has the token.
    await expect(edith.getByRole("heading", { name: "No API tokens yet", includeHidden: true })).toHaveCount(0);
    const token = (await shown.getByText(/^pst_/).textContent()) ?? "";
    expect((await ask(stack, token, "/v1/webhooks/configs")).status).toBe(200);
    await shown.getByRole("button", { name: "Done" }).click();
    await expect(rowOf(edith, "The very first")).toContainText(`${token.slice(0, 12)}…`);
    await context.close();
  });

  await page.goto(MEMBERS);
  await page.getByRole("button", { name: "Remove Edith Clarke" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Remove member" }).click();
  await expect(memberRow(page, "Edith Clarke")).toHaveCount(0);
});

test("the form says what is missing beside each field, and keeps what was typed", async ({ page }) => {
  await page.goto(PATH);
  await page.getByRole("button", { name: "Create token" }).click();
  const dialog = page.getByRole("dialog", { name: "Create an API token" });
  await dialog.getByRole("checkbox", { name: "Read" }).click();
  await dialog.getByLabel("Requests a second").fill("0");
  await dialog.getByRole("button", { name: "Create token" }).click();
  await expect(dialog.getByLabel("Name", { exact: true })).toHaveAccessibleDescription(/Give the token a name/);
  await expect(dialog.getByRole("group", { name: "What it may do" })).toHaveAccessibleDescription(/Choose at least one scope/);
  await expect(dialog.getByLabel("Requests a second")).toHaveAccessibleDescription(/at least 1 request/);
  await expect(dialog.getByLabel("Requests a second")).toHaveValue("0");
  await dialog.getByRole("checkbox", { name: "Admin" }).click();
  await expect(dialog.getByRole("checkbox", { name: "Write" })).toBeChecked();
  await expect(dialog.getByRole("checkbox", { name: "Write" })).toBeDisabled();
});

test.describe("who is no owner", () => {
  test.afterEach(() => become("owner"));

  for (const role of ["viewer", "admin"] as const) {
    test(`as ${role}, reads why the tokens are not shown`, async ({ page }) => {
      await become(role);
      await page.goto(PATH);
      await expect(page.getByRole("heading", { name: "API tokens are for owners" })).toBeVisible();
      await expect(page.getByText(`Your role is ${role}.`)).toBeVisible();
      await expect(page.getByRole("button", { name: "Create token" })).toHaveCount(0);
      await expect(page.locator("body")).not.toContainText("pst_");
    });
  }

  test("is refused by the server, too, when the page was still open", async ({ page }) => {
    await page.goto(PATH);
    await page.getByRole("button", { name: "Create token" }).click();
    await become("viewer");
    const dialog = page.getByRole("dialog", { name: "Create an API token" });
    await dialog.getByLabel("Name", { exact: true }).fill("Sneaky");
    await dialog.getByRole("button", { name: "Create token" }).click();
    await expect(dialog.getByRole("alert")).toContainText("Only owners may do this");
  });
});

for (const { colorScheme, details } of WIDE_LOOKS) {
  test.describe(`in the ${colorScheme} theme`, () => {
    test.use({ colorScheme });

    test("the page and its windows meet WCAG AA", details, async ({ page }) => {
      await page.goto(PATH);
      await expect(rowOf(page, "First token")).toBeVisible();
      await expectAccessible(page);
      await page.getByRole("button", { name: "Create token" }).click();
      await page.getByRole("dialog").getByRole("button", { name: "Create token" }).click();
      await expect(page.getByLabel("Name", { exact: true })).toHaveAttribute("aria-invalid", "true");
      await expectAccessible(page);
      await page.getByLabel("Name", { exact: true }).fill(`Checked ${colorScheme}`);
      await page.getByRole("dialog").getByRole("button", { name: "Create token" }).click();
      await expect(page.getByText("It is shown only now.")).toBeVisible();
      await expectAccessible(page);
      await page.getByRole("button", { name: "Done" }).click();
      await page.getByRole("button", { name: `Revoke Checked ${colorScheme}` }).click();
      await expectAccessible(page);
    });
  });
}

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test("the list and the form fit", async ({ page }) => {
    await page.goto(PATH);
    const row = rowOf(page, "First token");
    await expect(row).toBeVisible();
    await expectNoSidewaysScroll(page);
    const endOf = (part: Locator) => part.evaluate((element) => Math.round(element.getBoundingClientRect().right));
    const state = row.getByText("Active", { exact: true });
    expect(await endOf(state)).toBe(await endOf(row.getByRole("button", { name: "Revoke First token", exact: true })));
    await page.getByRole("button", { name: "Create token" }).click();
    await expect(page.getByRole("dialog").getByRole("button", { name: "Create token" })).toBeVisible();
    await expectNoSidewaysScroll(page);
  });
});
