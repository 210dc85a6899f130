import { addMember, openStranger } from "@/e2e/support/people";
import { expect, signIn, test } from "@/e2e/support/test";

test("a member changes the password and stays signed in here alone, then signs out everywhere", async ({ page, browser, stack }) => {
  const { context, memberPage, email, password, elsewhere, otherPage } =
    await test.step("a member is signed in here and elsewhere", async () => {
      const { context, memberPage, email, password } = await addMember({ page, browser, stack, name: "Mary Jackson" });
      const elsewhere = await openStranger(browser, stack);
      const otherPage = await elsewhere.newPage();
      await otherPage.goto("/events");
      await signIn(otherPage, { email, password });
      await expect(otherPage.getByRole("heading", { name: "Events", level: 1 })).toBeVisible();
      return { context, memberPage, email, password, elsewhere, otherPage };
    });

  const dialog = memberPage.getByRole("dialog", { name: "Change your password" });
  const submit = dialog.getByRole("button", { name: "Change password" });
  await test.step("the dialog says what is wrong with what was typed", async () => {
    await memberPage.getByRole("button", { name: "Account" }).click();
    await memberPage.getByRole("menuitem", { name: "Change password" }).click();
    await dialog.getByLabel("Current password", { exact: true }).fill("not the password");
    await dialog.getByLabel("New password", { exact: true }).fill("short");
    await submit.click();
    await expect(dialog.getByLabel("New password", { exact: true })).toHaveAccessibleDescription(/at least 12 characters/);
    await dialog.getByLabel("New password", { exact: true }).fill("another long password");
    await submit.click();
    await expect(dialog.getByLabel("Current password", { exact: true })).toHaveAccessibleDescription(/This is not your current password/);
  });

  await test.step("the new password signs in, and the other browser is signed out", async () => {
    await dialog.getByLabel("Current password", { exact: true }).fill(password);
    await submit.click();
    await expect(memberPage.getByText("Your password is changed")).toBeVisible();
    await memberPage.goto("/events");
    await expect(memberPage.getByRole("heading", { name: "Events", level: 1 })).toBeVisible();
    await otherPage.goto("/events");
    await expect(otherPage).toHaveURL(/\/login/);
    await signIn(otherPage, { email, password: "another long password" });
    await expect(otherPage.getByRole("heading", { name: "Events", level: 1 })).toBeVisible();
  });

  await test.step("signing out everywhere ends every session", async () => {
    await memberPage.getByRole("button", { name: "Account" }).click();
    await memberPage.getByRole("menuitem", { name: "Sign out everywhere" }).click();
    await memberPage.getByRole("alertdialog").getByRole("button", { name: "Sign out everywhere" }).click();
    await expect(memberPage.getByRole("heading", { name: "Sign in to Postern" })).toBeVisible();
    await otherPage.goto("/events");
    await expect(otherPage).toHaveURL(/\/login/);
    await context.close();
    await elsewhere.close();
  });
});
