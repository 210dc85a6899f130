import { expectAccessible } from "@/e2e/support/checks";
import { addMember } from "@/e2e/support/people";
import { queryStackDatabase } from "@/e2e/support/stack";
import { expect, test } from "@/e2e/support/test";

/** Makes a user's sign-ins an hour old. */
const age = (email: string) =>
  queryStackDatabase(
    `update session set proven_at = proven_at - interval '1 hour' where user_id = (select id from "user" where email = $1)`,
    [email],
  );

test("an owner gives the password once more before a token is made, and goes on where they were", async ({ page, browser, stack }) => {
  const { context, memberPage, email, password } = await addMember({ page, browser, stack, name: "Annie Easley", role: "Owner" });
  await age(email);
  await memberPage.goto("/settings/api/tokens");
  await memberPage.getByRole("button", { name: "Create token" }).click();
  const form = memberPage.getByRole("dialog", { name: "Create an API token" });
  await form.getByLabel("Name", { exact: true }).fill("Nightly import");
  await form.getByRole("checkbox", { name: "Publish" }).check();
  await form.getByRole("button", { name: "Create token" }).click();

  const asked = memberPage.getByRole("dialog", { name: "Confirm that it is you" });
  await test.step("whoever does not know it gets no further, and what was typed stays", async () => {
    await expectAccessible(memberPage);
    await asked.getByLabel("Your password", { exact: true }).fill("not the password");
    await asked.getByRole("button", { name: "Confirm" }).click();
    await expect(asked.getByLabel("Your password", { exact: true })).toHaveAccessibleDescription(/not your current password/);
    await asked.getByRole("button", { name: "Cancel" }).click();
    await expect(form.getByRole("alert").filter({ hasText: "Confirm that it is you" })).toBeVisible();
    await expect(form.getByLabel("Name", { exact: true })).toHaveValue("Nightly import");
  });

  await test.step("with the right one the token is made, and the next is made without asking", async () => {
    await form.getByRole("button", { name: "Create token" }).click();
    await asked.getByLabel("Your password", { exact: true }).fill(password);
    await memberPage.keyboard.press("Enter");
    const made = memberPage.getByRole("dialog", { name: "“Nightly import” is created" });
    await expect(made.getByText(/^pst_/)).toBeVisible();
    await made.getByRole("button", { name: "Done" }).click();
    await memberPage.getByRole("button", { name: "Create token" }).click();
    await form.getByLabel("Name", { exact: true }).fill("Another");
    await form.getByRole("checkbox", { name: "Read" }).check();
    await form.getByRole("button", { name: "Create token" }).click();
    await expect(memberPage.getByRole("dialog", { name: "“Another” is created" })).toBeVisible();
  });
  await context.close();
});
