import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/** Waits until colours have changed. Endless animations, such as a skeleton's pulse, are not waited for. */
async function waitForTransitions(page: Page): Promise<void> {
  await page.evaluate(() => {
    const ending = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY);
    return Promise.allSettled(ending.map(({ finished }) => finished));
  });
}

/**
 * Expects that the page's scripts have taken over what the server drew, and that it shows all that it loads. It does not wait for a still
 * network: in a context that is kept between journeys, a request of the page before may count as under way for ever.
 */
export async function expectLoaded(page: Page): Promise<void> {
  const heading = page.getByRole("heading", { level: 1 }).first();
  await expect(heading).toBeVisible();
  const isTakenOver = () => heading.evaluate((element) => Object.keys(element).some((key) => key.startsWith("__react")));
  await expect.poll(isTakenOver, { message: page.url() }).toBe(true);
  await expect(page.locator('[aria-busy="true"], .animate-pulse')).toHaveCount(0);
}

/**
 * Expects that axe finds no fault against WCAG 2.2 AA on the page in its present state. A page that is being read again has no
 * title for a moment. axe's legacy mode checks no frames, of which the portal has none, and needs no second tab for each check.
 */
export async function expectAccessible(page: Page): Promise<void> {
  await expect(page).toHaveTitle(/\S/);
  await waitForTransitions(page);
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"])
    .setLegacyMode()
    .analyze();
  const found = violations.map(({ id, help, nodes }) => `${id}: ${help} — ${nodes.map((node) => node.html).join(" | ")}`);
  expect(found, page.url()).toEqual([]);
}

/**
 * Expects the same in the light and in the dark theme, and leaves the page in the light one. The browser must follow the system's
 * theme.
 */
export async function expectAccessibleInBothThemes(page: Page): Promise<void> {
  for (const colorScheme of ["dark", "light"] as const) {
    await page.emulateMedia({ colorScheme });
    await expect(page.locator("html")).toHaveAttribute("data-theme", colorScheme);
    await expectAccessible(page);
  }
}

/** Expects that the page does not scroll sideways. A page that has just become narrower needs a moment for its layout. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  await expect.poll(overflow, { message: page.url(), timeout: 2_000 }).toBeLessThanOrEqual(0);
}
