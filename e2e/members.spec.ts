import { expectAccessible, expectNoSidewaysScroll } from "@/e2e/support/checks";
import { WIDE_LOOKS } from "@/e2e/support/looks";
import { addMember, invite, join, MEMBERS, memberRow, openStranger } from "@/e2e/support/people";
import { expect, signIn, test } from "@/e2e/support/test";

test("an owner invites by a link; who has it makes an account, is given another role, and is removed", async ({ page, browser, stack }) => {
  const pending = page.getByRole("region", { name: "Pending invitations" });
  const link = await test.step("the invitation waits", async () => {
    const link = await invite(page, "Grace@Example.com", "Viewer");
    await expect(pending).toContainText("grace@example.com");
    await expect(pending).toContainText("Viewer · invited just now by Admin · expires in 7 days");
    return link;
  });

  const { context, grace } = await test.step("who has the link makes an account", async () => {
    const context = await openStranger(browser, stack);
    const grace = await context.newPage();
    await grace.goto(link);
    await expect(grace.getByRole("heading", { name: "Join My organization" })).toBeVisible();
    await expect(grace.getByText("Admin has invited you as viewer.")).toBeVisible();
    await expect(grace.getByLabel("E-mail address")).toHaveValue("grace@example.com");
    await grace.getByRole("button", { name: "Create account and join" }).click();
    await expect(grace.getByLabel("Your name")).toHaveAccessibleDescription(/Give your name/);
    await expect(grace.getByLabel("Password", { exact: true })).toHaveAccessibleDescription(/at least 12 characters/);
    await join(grace, link, { name: "Grace Hopper", password: "a long enough password" });
    await grace.goto(MEMBERS);
    await expect(memberRow(grace, "Grace Hopper")).toContainText("You");
    await expect(grace.getByRole("button", { name: "Invite" })).toHaveAccessibleDescription(/Only owners may do this/);
    await expect(grace.getByText("Pending invitations")).toHaveCount(0);
    return { context, grace };
  });

  await test.step("they are given another role", async () => {
    await page.reload();
    await expect(pending).toHaveCount(0);
    await page.getByRole("combobox", { name: "Role of Grace Hopper" }).click();
    await page.getByRole("option", { name: "Admin" }).click();
    await expect(page.getByText("Grace Hopper is now admin")).toBeVisible();
    await grace.goto("/settings/api/webhooks/new");
    await expect(grace.getByRole("button", { name: "Create webhook" })).toBeVisible();
  });

  await test.step("they are removed, and told so", async () => {
    await page.getByRole("button", { name: "Remove Grace Hopper" }).click();
    await page.getByRole("alertdialog", { name: "Remove Grace Hopper?" }).getByRole("button", { name: "Remove member" }).click();
    await expect(page.getByText("Removed Grace Hopper")).toBeVisible();
    await expect(memberRow(page, "Grace Hopper")).toHaveCount(0);
    await grace.goto("/events");
    await expect(grace).toHaveURL(/\/login/);
    await expect(grace.getByText("belongs to no organization any more")).toBeVisible();
    await context.close();
  });
});

test("a link that was used, revoked or replaced leads to a page that says so", async ({ page, browser, stack }) => {
  const replaced = await invite(page, "barbara@example.com");
  await page.getByRole("button", { name: "New link for barbara@example.com" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Create link" }).click();
  const revoked = (await page.getByText(/\/invite\/[\w-]{43}$/).textContent()) ?? "";
  await page.getByRole("button", { name: "Done" }).click();
  await page.getByRole("button", { name: "Revoke the invitation of barbara@example.com" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Revoke invitation" }).click();
  await expect(page.getByText("Revoked the invitation of barbara@example.com")).toBeVisible();
  const context = await openStranger(browser, stack);
  const stranger = await context.newPage();
  for (const link of [replaced, revoked, "/invite/unknown"]) {
    await stranger.goto(link);
    await expect(stranger.getByRole("heading", { name: "This invitation is no longer good" })).toBeVisible();
  }
  await context.close();
});

test("who has an account joins with it, as nobody else, and goes from one organization to the other", async ({ page, browser, stack }) => {
  const { context, joan, email, password } = await test.step("a second owner makes an organization", async () => {
    const { context, memberPage: joan, email, password } = await addMember({ page, browser, stack, name: "Joan Clarke", role: "Owner" });
    await joan.getByRole("button", { name: "Organization: My organization" }).click();
    await joan.getByRole("menuitem", { name: "Create organization" }).click();
    const dialog = joan.getByRole("dialog", { name: "Create an organization" });
    await dialog.getByRole("button", { name: "Create organization" }).click();
    await expect(dialog.getByLabel("Name")).toHaveAccessibleDescription(/Give the organization a name/);
    await dialog.getByLabel("Name").fill("Hut 8");
    await dialog.getByRole("button", { name: "Create organization" }).click();
    await expect(joan.getByRole("button", { name: "Organization: Hut 8" })).toBeVisible();
    await joan.goto(MEMBERS);
    await expect(joan.getByRole("row")).toHaveCount(2);
    return { context, joan, email, password };
  });

  await test.step("the invitation is for one address alone", async () => {
    const link = await invite(joan, stack.email, "Viewer");
    await page.goto(link);
    await expect(page.getByText(`You are signed in as ${stack.email}`)).toBeVisible();
    const other = await openStranger(browser, stack);
    const strangerPage = await other.newPage();
    await strangerPage.goto(link);
    await strangerPage.getByRole("link", { name: "Sign in to accept" }).click();
    await signIn(strangerPage, { email, password });
    await expect(strangerPage.getByText("This invitation is for")).toContainText(`you are signed in as ${email}`);
    await other.close();
  });

  await test.step("who is invited joins, and goes from one organization to the other", async () => {
    await page.getByRole("button", { name: "Accept invitation" }).click();
    await expect(page.getByRole("button", { name: "Organization: Hut 8" })).toBeVisible();
    await page.goto("/settings/api/webhooks");
    await expect(page.getByRole("button", { name: "Create webhook" })).toHaveAccessibleDescription(/Your role is viewer/);
    await page.getByRole("button", { name: "Organization: Hut 8" }).click();
    await expect(page.getByRole("menuitem", { name: "Create organization" })).toBeDisabled();
    await page.getByRole("menuitem", { name: "My organization" }).click();
    await expect(page.getByRole("button", { name: "Organization: My organization" })).toBeVisible();
  });

  await test.step("they leave it again", async () => {
    await page.goto(MEMBERS);
    await page.getByRole("button", { name: "Organization: My organization" }).click();
    await page.getByRole("menuitem", { name: "Hut 8" }).click();
    await expect(page.getByRole("button", { name: "Organization: Hut 8" })).toBeVisible();
    await page.goto(MEMBERS);
    await page.getByRole("button", { name: "Leave Admin" }).click();
    await page.getByRole("alertdialog", { name: "Leave “Hut 8”?" }).getByRole("button", { name: "Leave organization" }).click();
    await expect(page.getByRole("button", { name: "Organization: My organization" })).toBeVisible();
    await page.getByRole("button", { name: "Organization: My organization" }).click();
    await expect(page.getByRole("menuitem", { name: "Hut 8" })).toHaveCount(0);
    await page.keyboard.press("Escape");
    await page.goto(MEMBERS);
    await page.getByRole("button", { name: "Remove Joan Clarke" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Remove member" }).click();
    await expect(page.getByText("Removed Joan Clarke")).toBeVisible();
    await context.close();
  });
});

test("the last owner can neither step down nor leave, and an organization is renamed", async ({ page }) => {
  await page.goto(MEMBERS);
  await expect(page.getByRole("combobox", { name: "Role of Admin" })).toBeDisabled();
  await expect(page.getByRole("button", { name: "Leave Admin" })).toHaveAttribute("aria-disabled", "true");
  for (const [from, to] of [
    ["My organization", "Acme"],
    ["Acme", "My organization"],
  ] as const) {
    await page.getByRole("button", { name: `Organization: ${from}` }).click();
    await page.getByRole("menuitem", { name: "Rename organization" }).click();
    await page.getByRole("dialog").getByLabel("Name").fill(to);
    await page.getByRole("dialog").getByRole("button", { name: "Rename" }).click();
    await expect(page.getByRole("button", { name: `Organization: ${to}` })).toBeVisible();
  }
});

for (const { colorScheme, details } of WIDE_LOOKS) {
  test.describe(`in the ${colorScheme} theme`, () => {
    test.use({ colorScheme });

    test("the members, their windows and an invitation meet WCAG AA", details, async ({ page, browser, stack }) => {
      const link = await invite(page, `axe-${colorScheme}@example.com`, "Admin");
      await expectAccessible(page);
      await page.getByRole("button", { name: "Invite" }).click();
      await page.getByRole("dialog").getByRole("button", { name: "Create link" }).click();
      await expect(page.getByLabel("E-mail address")).toHaveAttribute("aria-invalid", "true");
      await expectAccessible(page);
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: "Organization: My organization" }).click();
      await expectAccessible(page);
      const context = await openStranger(browser, stack, { colorScheme });
      const stranger = await context.newPage();
      for (const path of [link, "/invite/unknown", "/login"]) {
        await stranger.goto(path);
        await expectAccessible(stranger);
      }
      await context.close();
    });
  });
}

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test("the members, the invitations and the switcher fit", async ({ page }) => {
    await invite(page, "a-rather-long-address-of-somebody@a-rather-long-domain.example.com");
    await expectNoSidewaysScroll(page);
    await page.getByRole("button", { name: "Menu" }).click();
    await page.getByRole("button", { name: "Organization: My organization" }).click();
    await page.getByRole("menuitem", { name: "Rename organization" }).click();
    await expect(page.getByRole("dialog", { name: "Rename the organization" })).toBeVisible();
    await expectNoSidewaysScroll(page);
  });
});
