import { expectAccessibleInBothThemes } from "@/e2e/support/checks";
import { expect, test } from "@/e2e/support/test";

test("an admin keeps a host and a password as variables, changes one, and the next delivery uses it", async ({ page, api, sink }) => {
  const dialog = page.getByRole("dialog", { name: "Create a variable" });
  await test.step("a secret and a host are made", async () => {
    await page.goto("/settings/environment");
    await page.getByRole("button", { name: "Create variable" }).first().click();
    await dialog.getByLabel("Key").fill("Not a key");
    await dialog.getByRole("button", { name: "Create variable" }).click();
    await expect(dialog.getByLabel("Key")).toHaveAccessibleDescription(/A key has 1 to 128/);
    await dialog.getByLabel("Key").fill("crm.key");
    await dialog.getByLabel("Value", { exact: true }).fill("first-secret");
    await expectAccessibleInBothThemes(page);
    await dialog.getByRole("button", { name: "Create variable" }).click();
    await expect(dialog).toBeHidden();
    await page.getByRole("button", { name: "Create variable" }).click();
    await dialog.getByLabel("Key").fill("crm.host");
    await dialog.getByRole("switch", { name: "Secret" }).click();
    await dialog.getByLabel("Value", { exact: true }).fill(sink.url);
    await dialog.getByRole("button", { name: "Create variable" }).click();
    await expect(dialog).toBeHidden();
  });

  const secretRow = page.getByRole("row").filter({ hasText: "crm.key" });
  await test.step("the list shows where they are used, and no secret", async () => {
    const payloadConfiguration = { custom_headers: { "X-Crm-Key": "{{ env.crm.key }}" } };
    await api.createWebhook({ name: "To the CRM", eventName: "client.updated", url: "{{ env.crm.host }}/crm", payloadConfiguration });
    await page.reload();
    await expect(secretRow).toContainText("Secret");
    await expect(secretRow.getByRole("link", { name: "To the CRM" })).toBeVisible();
    await expect(page.getByRole("row").filter({ hasText: "crm.host" })).toContainText(sink.url);
    await expect(page.locator("body")).not.toContainText("first-secret");
    await expectAccessibleInBothThemes(page);
  });

  await test.step("a changed secret goes with the next delivery", async () => {
    await api.publish({ eventName: "client.updated", data: { id: "c-10" } });
    await sink.waitForRequests(1);
    await secretRow.getByRole("button", { name: "Actions for crm.key" }).click();
    await page.getByRole("menuitem", { name: "Edit" }).click();
    const edit = page.getByRole("dialog", { name: "Edit crm.key" });
    await edit.getByRole("switch", { name: "Secret" }).click();
    await edit.getByRole("button", { name: "Save variable" }).click();
    await expect(edit.getByLabel("Value", { exact: true })).toHaveAccessibleDescription(/Give the value/);
    await edit.getByRole("switch", { name: "Secret" }).click();
    await edit.getByLabel("Value", { exact: true }).fill("second-secret");
    await edit.getByRole("button", { name: "Save variable" }).click();
    await expect(edit).toBeHidden();
    await api.publish({ eventName: "client.updated", data: { id: "c-11" } });
    const requests = await sink.waitForRequests(2);
    expect(requests.map(({ headers }) => headers["x-crm-key"])).toEqual(["first-secret", "second-secret"]);
  });
});

test("a variable in use is deleted only after its webhooks were named", async ({ page, api }) => {
  await page.goto("/settings/environment");
  await page.getByRole("button", { name: "Create variable" }).first().click();
  const dialog = page.getByRole("dialog", { name: "Create a variable" });
  await dialog.getByLabel("Key").fill("doomed.host");
  await dialog.getByLabel("Value", { exact: true }).fill("https://example.com");
  await dialog.getByRole("button", { name: "Create variable" }).click();
  await expect(dialog).toBeHidden();
  await api.createWebhook({ name: "Relies on it", eventName: "client.created", url: "{{ env.doomed.host }}/hook", enabled: false });
  await page.goto("/settings/environment?q=doomed");
  await page.getByRole("button", { name: "Actions for doomed.host" }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  const question = page.getByRole("alertdialog", { name: "Delete “doomed.host”?" });
  await expect(question).toContainText("Relies on it");
  await expectAccessibleInBothThemes(page);
  await question.getByRole("button", { name: "Delete it all the same" }).click();
  await expect(page.getByText("Deleted doomed.host")).toBeVisible();
  await expect(page.getByRole("row").filter({ hasText: "doomed.host" })).toHaveCount(0);
});

test("a secret variable is bound to hosts, and the list says to which", async ({ page }) => {
  await page.goto("/settings/environment");
  await page.getByRole("button", { name: "Create variable" }).first().click();
  const dialog = page.getByRole("dialog", { name: "Create a variable" });
  await dialog.getByLabel("Key").fill("bound.key");
  await dialog.getByLabel("Value", { exact: true }).fill("a-secret");
  await dialog.getByLabel("Hosts").fill("api.example.com, https://login.example.com");
  await dialog.getByRole("button", { name: "Create variable" }).click();
  await expect(dialog.getByLabel("Hosts")).toHaveAccessibleDescription(/“https:\/\/login\.example\.com”: Give the name of a host alone/);
  await dialog.getByLabel("Hosts").fill("api.example.com, Login.example.com");
  await expectAccessibleInBothThemes(page);
  await dialog.getByRole("button", { name: "Create variable" }).click();
  await expect(dialog).toBeHidden();
  const row = page.getByRole("row").filter({ hasText: "bound.key" });
  await expect(row).toContainText("only to api.example.com, login.example.com");
  await expectAccessibleInBothThemes(page);
  await row.getByRole("button", { name: "Actions for bound.key" }).click();
  await page.getByRole("menuitem", { name: "Edit" }).click();
  const edit = page.getByRole("dialog", { name: "Edit bound.key" });
  await expect(edit.getByLabel("Hosts")).toHaveValue("api.example.com, login.example.com");
  await edit.getByRole("switch", { name: "Secret" }).click();
  await expect(edit.getByLabel("Hosts")).toHaveCount(0);
});
