import { expectAccessible } from "@/e2e/support/checks";
import { lookAt, WIDE_LOOKS } from "@/e2e/support/looks";
import { expect, test } from "@/e2e/support/test";

test("a developer finds an operation, reads what it takes, and calls it with the command shown", async ({ page, stack }) => {
  const shown = page.getByRole("navigation", { name: "Operations" }).getByRole("link");
  await test.step("every operation is listed", async () => {
    await page.goto("/settings/api/tokens");
    await page.getByRole("navigation", { name: "Portal" }).getByRole("link", { name: "API reference" }).click();
    await expect(page.getByRole("heading", { name: "API reference", level: 1 })).toBeVisible();
    const definition = await (await page.request.get("/v1/webhooks/openapi.json")).json();
    const paths: Record<string, object>[] = Object.values(definition.paths);
    const operationCount = paths.reduce((sum, methods) => sum + Object.keys(methods).length, 0);
    await expect(shown).toHaveCount(operationCount + definition.tags.length);
  });

  const operation = page.getByRole("region", { name: /Create a webhook/ });
  await test.step("a search narrows the list, stands in the address, and leads to the operation", async () => {
    await page.getByRole("searchbox", { name: "Search operations" }).fill("post createconfig");
    await expect(shown).toHaveText(["Webhooks", /Create a webhook/]);
    await expect(page).toHaveURL(/q=post/);
    await expect(page.getByRole("heading", { name: /Get a webhook/ })).toBeHidden();
    await page.reload();
    await expect(shown).toHaveCount(2);
    await shown.last().click();
    await expect(page).toHaveURL(/#createConfig$/);
    await expect(operation).toBeInViewport();
  });

  await test.step("fields, example and errors unfold", async () => {
    const body = operation.getByRole("list", { name: "Body of createConfig" });
    const auth = body.getByRole("listitem").filter({ has: page.getByText("auth", { exact: true }) });
    await expect(body.getByText("basicAuthConfig", { exact: true })).toBeHidden();
    await auth.first().getByText("4 fields").click();
    await expect(body.getByText("basicAuthConfig", { exact: true })).toBeVisible();
    await operation.getByText("Example", { exact: true }).click();
    await expect(operation.getByRole("region", { name: "example answer of createConfig" })).toContainText("signingSecret");
    await operation.getByText(/^Errors: 400/).click();
    await expect(operation.getByText(/names each place/)).toBeVisible();
  });

  await test.step("the command works as it is shown", async () => {
    const command = (await operation.getByRole("region", { name: "curl command of createConfig" }).textContent()) ?? "";
    expect(command).toContain(`"${stack.url}/v1/webhooks/configs"`);
    const sent = JSON.parse(/-d '([\s\S]*)'$/.exec(command)?.[1] ?? "");
    const headers = { authorization: `Bearer ${stack.token}` };
    expect((await page.request.post(`${stack.url}/v1/webhooks/configs`, { headers, data: sent })).status()).toBe(201);
    await operation.getByRole("link", { name: "Auth", exact: true }).click();
    await expect(page.getByRole("list", { name: "Fields of Auth" })).toBeInViewport();
  });

  await test.step("a search that finds nothing says so", async () => {
    await page.getByRole("searchbox", { name: "Search operations" }).fill("nothing like it");
    await expect(page.getByText("No operation has “nothing like it”.")).toBeVisible();
  });
});

for (const look of WIDE_LOOKS) {
  test(`an opened operation of the reference meets WCAG AA in the ${look.colorScheme} theme`, look.details, async ({ page }) => {
    await lookAt(page, look);
    await page.goto("/settings/api/reference?q=trigger#triggerWebhook");
    await page.getByText(/^Errors: 400/).click();
    await expectAccessible(page);
  });
}
