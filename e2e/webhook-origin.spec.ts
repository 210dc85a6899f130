import { expectAccessible, expectNoSidewaysScroll } from "@/e2e/support/checks";
import { LOOKS, lookAt } from "@/e2e/support/looks";
import { expect, test } from "@/e2e/support/test";
import { openEditForm } from "@/e2e/support/webhook-pages";

test("who leads a webhook to another origin gives its secret again, in the form and when a version is restored", async ({
  page,
  api,
  sink,
}) => {
  const { id } = await api.createWebhook({
    ...{ name: "Moving", eventName: "client.updated", url: "https://a.example/hooks" },
    auth: { authType: "BASIC", basicAuthConfig: { username: "ann", password: "first-secret" } },
    payloadConfiguration: { custom_headers: { "X-Team": "red" } },
  });
  const password = page.getByLabel("Password", { exact: true });
  await openEditForm(page, id);

  await test.step("the form says so while the URL is typed, and not at the same origin", async () => {
    await page.getByLabel("URL").fill("https://a.example/other");
    await expect(page.getByText("Stored. Type another one to replace it.")).toBeVisible();
    await page.getByLabel("URL").fill(`${sink.url}/hook`);
    await expect(page.getByLabel("URL")).toHaveAccessibleDescription(/another origin.*asked for again below/);
    await expect(page.getByText("The stored password stays behind: the URL leads to another origin. Type it again.")).toBeVisible();
    await expect(password).not.toHaveAttribute("placeholder", /•/);
    await page.getByRole("button", { name: /^Payload/ }).click();
    await expect(page.getByText("The URL leads to another origin: what stands here goes there once you save.")).toBeVisible();
  });

  await test.step("the fault stands at the field", async () => {
    await page.getByRole("button", { name: "Save changes" }).click();
    await expect(password).toBeFocused();
    await expect(password).toHaveAccessibleDescription(/Give the password again, or clear it/);
    for (const look of LOOKS.slice(0, 2)) {
      await lookAt(page, look);
      await expectAccessible(page);
      await expectNoSidewaysScroll(page);
    }
    await lookAt(page, { width: 1440, colorScheme: "light" });
  });

  await test.step("with the secret it is saved, and delivers", async () => {
    await password.fill("second-secret");
    await page.getByRole("button", { name: "Save changes" }).click();
    await expect(page).toHaveURL(/configuration$/);
    await api.publish({ eventName: "client.updated", data: { id: "c-30" } });
    const [request] = await sink.waitForRequests(1);
    expect(request?.headers.authorization).toBe(`Basic ${Buffer.from("ann:second-secret").toString("base64")}`);
  });

  await test.step("a version at the first origin asks for its secret", async () => {
    await page.getByRole("link", { name: "History" }).click();
    await page.getByRole("button", { name: /created the webhook/ }).click();
    await page.getByRole("button", { name: "Restore version 1" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "Restore", exact: true }).click();
    await expect(dialog.getByLabel("Secret of this version")).toHaveAccessibleDescription(/stored password is not sent there/);
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "Restore without it" }).click();
    await expect(page.getByRole("heading", { name: /v3.*restored version 1/ })).toBeVisible();
    expect(await api.getWebhook(id)).toMatchObject({ url: "https://a.example/hooks", status: "incomplete" });
  });

  await test.step("the audit log tells of each way", async () => {
    await page.goto("/settings/audit-log");
    await expect(page.getByText("changed the endpoint's origin of").first()).toBeVisible();
  });
});
