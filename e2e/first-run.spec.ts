import { expectAccessible, expectNoSidewaysScroll } from "@/e2e/support/checks";
import { queryStackDatabase } from "@/e2e/support/stack";
import { expect, test } from "@/e2e/support/test";

const NAME = "Brand new";

test.afterEach(() => queryStackDatabase("delete from organization where name = $1", [NAME]));

test("an empty organization is three clicks away from a first delivery that is seen to arrive", async ({ page }) => {
  const dialog = page.getByRole("dialog", { name: "Create an organization" });
  await test.step("an empty organization shows the way", async () => {
    await page.goto("/");
    await page.getByRole("button", { name: /^Organization: / }).click();
    await page.getByRole("menuitem", { name: "Create organization" }).click();
    await dialog.getByLabel("Name").fill(NAME);
    await dialog.getByRole("button", { name: "Create organization" }).click();
    await expect(page.getByRole("button", { name: `Organization: ${NAME}` })).toBeVisible();
    await page.goto("/");
    await expect(page.getByRole("heading", { name: "See a first delivery, in three clicks" })).toBeVisible();
    await expectAccessible(page);
  });

  await test.step("three clicks later the delivery is seen to arrive", async () => {
    const began = Date.now();
    await page.getByRole("button", { name: "Create inbox" }).click();
    await page.getByRole("button", { name: "Create webhook" }).click();
    // After a reload the reader finds their progress.
    await expect(page.getByRole("button", { name: "Send test event" })).toBeVisible();
    await page.reload();
    await page.getByRole("button", { name: "Send test event" }).click();
    await expect(page.getByText("It has arrived.")).toBeVisible();
    await expect(page.getByText("Verified")).toBeVisible();
    expect(Date.now() - began).toBeLessThan(60_000);
    await expect(page.getByRole("region", { name: "request body" })).toContainText('"organization_id"');
  });

  await test.step("its page meets WCAG AA in each theme and width", async () => {
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      for (const width of [1440, 390]) {
        await page.setViewportSize({ width, height: 900 });
        await expectAccessible(page);
        await expectNoSidewaysScroll(page);
      }
    }
  });

  await test.step("the delivery is in the log and in the overview", async () => {
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.getByRole("link", { name: "See its delivery in the log" }).click();
    await expect(page.getByRole("dialog", { name: "Event" }).getByText("Succeeded", { exact: true })).toBeVisible();
    await page.goBack();
    await page.reload();
    await expect(page.getByRole("region", { name: "Webhooks, failing first" })).toContainText("First webhook", { timeout: 15_000 });
  });
});
