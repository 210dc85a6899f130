import type { Browser, BrowserContext, Page } from "@playwright/test";
import { queryStackDatabase, readStack, type Stack } from "@/e2e/support/stack";
import { expect } from "@/e2e/support/test";

export const MEMBERS = "/settings/members";

/** The empty state of a browser. Without it a new context would take over the test's own session. */
const NOBODY = { cookies: [], origins: [] };

/** Opens a browser without a session. The caller closes it. */
export function openStranger(browser: Browser, stack: Stack, options: object = {}): Promise<BrowserContext> {
  return browser.newContext({ baseURL: stack.url, storageState: NOBODY, viewport: { width: 1440, height: 900 }, ...options });
}

/** Invites someone as the owner whose page is `page`, and returns the link. */
export async function invite(page: Page, email: string, role: "Owner" | "Admin" | "Viewer" = "Viewer"): Promise<string> {
  await page.goto(MEMBERS);
  await page.getByRole("button", { name: "Invite" }).click();
  const dialog = page.getByRole("dialog", { name: "Invite to the organization" });
  await dialog.getByLabel("E-mail address").fill(email);
  if (role !== "Viewer") {
    await dialog.getByRole("combobox", { name: "Role" }).click();
    await page.getByRole("option", { name: role }).click();
  }
  await dialog.getByRole("button", { name: "Create link" }).click();
  const link = (await page.getByText(/\/invite\/[\w-]{43}$/).textContent()) ?? "";
  await page.getByRole("button", { name: "Done" }).click();
  await expect(page.getByText(link)).toHaveCount(0);
  return link;
}

/** Follows an invitation's link, creates an account, and waits for the portal. */
export async function join(page: Page, link: string, account: { name: string; password: string }): Promise<void> {
  await page.goto(link);
  await page.getByLabel("Your name").fill(account.name);
  await page.getByLabel("Password", { exact: true }).fill(account.password);
  await page.getByRole("button", { name: "Create account and join" }).click();
  await expect(page.getByRole("navigation", { name: "Portal" })).toBeVisible();
}

/** Invites a member who joins in a browser of their own. The caller closes the context. */
export async function addMember(input: {
  page: Page;
  browser: Browser;
  stack: Stack;
  name: string;
  role?: "Owner" | "Admin" | "Viewer";
}): Promise<{ context: BrowserContext; memberPage: Page; email: string; password: string }> {
  const { page, browser, stack, name, role } = input;
  const email = `${name.toLowerCase().replaceAll(/\W+/g, ".")}@example.com`;
  const password = "a long enough password";
  const link = await invite(page, email, role);
  const context = await openStranger(browser, stack);
  const memberPage = await context.newPage();
  await join(memberPage, link, { name, password });
  return { context, memberPage, email, password };
}

/** Gives the user of `page` another role in the database. Users of other journeys keep theirs. */
export async function become(role: "owner" | "admin" | "viewer"): Promise<void> {
  const statement = `update membership set role = $1::role where user_id = (select id from "user" where email = $2)`;
  await queryStackDatabase(statement, [role, readStack().email]);
}

export const memberRow = (page: Page, name: string) => page.getByRole("row").filter({ has: page.getByRole("rowheader", { name }) });
