import { expectLoaded } from "@/e2e/support/checks";
import { expect, test } from "@/e2e/support/test";

test("a page stays until the next one is there, and a line says that it is on its way", async ({ page }) => {
  await page.goto("/");
  await expect(page.getByRole("heading", { name: "Overview", level: 1 })).toBeVisible();
  await expectLoaded(page);
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(/\/settings\/members\?.*_rsc=/, async (route) => {
    await held;
    await route.continue();
  });
  await page.getByRole("navigation", { name: "Portal" }).getByRole("link", { name: "Members" }).click();
  await expect(page.getByRole("progressbar", { name: "Loading the page" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Overview", level: 1 })).toBeVisible();
  release();
  await expect(page.getByRole("heading", { name: "Members", level: 1 })).toBeVisible();
  await expect(page.getByRole("progressbar", { name: "Loading the page" })).toHaveCount(0);
});
