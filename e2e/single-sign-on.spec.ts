import type { Page } from "@playwright/test";
import { invite, MEMBERS, memberRow } from "@/e2e/support/people";
import { expect, test } from "@/e2e/support/test";

interface Claims {
  sub: string;
  email: string;
  name: string;
  isVerified?: boolean;
}

/** Signs in at the identity provider, from the login or an invitation, and waits for the page that it leads back to. */
async function continueAs(page: Page, { sub, email, name, isVerified = true }: Claims): Promise<void> {
  await page.getByRole("button", { name: "Continue with single sign-on" }).click();
  await expect(page).toHaveTitle("Identity provider");
  await page.getByLabel("sub").fill(sub);
  await page.getByLabel("email", { exact: true }).fill(email);
  await page.getByLabel("name").fill(name);
  await page.getByLabel("email verified").setChecked(isVerified);
  const provider = new URL(page.url()).origin;
  await page.getByRole("button", { name: "Log in" }).click();
  // Until it is loaded, its buttons stand there and do nothing.
  await page.waitForURL(({ origin }) => origin !== provider);
}

test.describe("with an identity provider", () => {
  test.use({ isSignedIn: false });

  test("a user signs in by the verified address, to the page that was asked for, and by the identity afterwards", async ({
    page,
    stack,
  }) => {
    await page.goto("/events?status=failed");
    await continueAs(page, { sub: "ada-at-idp", email: stack.email.toUpperCase(), name: "Ada" });
    await expect(page).toHaveURL(/\/events\?status=failed$/);
    // The log, which polls, would get an answer without a session.
    await page.goto("about:blank");
    await page.context().clearCookies();
    await page.goto("/login");
    await continueAs(page, { sub: "ada-at-idp", email: "ada.moved@example.com", name: "Ada", isVerified: false });
    await expect(page.getByRole("button", { name: "Account" })).toContainText(stack.email);
  });

  test("an address that is not verified, or that nobody has invited, is refused with the reason", async ({ page, stack }) => {
    await page.goto("/login");
    await continueAs(page, { sub: "mallory", email: stack.email, name: "Mallory", isVerified: false });
    await expect(page.getByRole("alert").filter({ hasText: "is verified. Verify it there" })).toBeVisible();
    await page.context().clearCookies();
    await page.goto("/login");
    await continueAs(page, { sub: "mallory", email: "mallory@example.com", name: "Mallory" });
    await expect(page.getByRole("alert").filter({ hasText: "Nobody has invited your e-mail address." })).toBeVisible();
    await page.goto("/events");
    await expect(page).toHaveURL(/\/login/);
    await page.context().clearCookies();
    await page.goto("/login");
    await continueAs(page, { sub: "another-ada", email: stack.email, name: "Ada" });
    await expect(page.getByRole("alert").filter({ hasText: "belongs to an account that signs in as somebody else" })).toBeVisible();
  });
});

test("who is invited joins with the identity provider, without a password", async ({ page, browser, stack }) => {
  const link = await invite(page, "edith@example.com", "Admin");
  const context = await browser.newContext({ baseURL: stack.url, storageState: { cookies: [], origins: [] } });
  const edith = await context.newPage();
  await edith.goto(link);
  await continueAs(edith, { sub: "edith-at-idp", email: "edith@example.com", name: "Edith Clarke" });
  await edith.getByRole("button", { name: "Account" }).click();
  await expect(edith.getByText("Signed in as admin")).toBeVisible();
  await expect(edith.getByRole("menuitem", { name: "Sign out everywhere" })).toBeVisible();
  await expect(edith.getByRole("menuitem", { name: "Change password" })).toHaveCount(0);
  await context.close();
  await page.goto(MEMBERS);
  await expect(memberRow(page, "Edith Clarke")).toContainText("edith@example.com");
  await page.getByRole("button", { name: "Remove Edith Clarke" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Remove member" }).click();
  await expect(page.getByText("Removed Edith Clarke")).toBeVisible();
});
