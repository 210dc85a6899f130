import type { Page, TestDetails } from "@playwright/test";

/** One way of looking at a page, and the details of the test that does. */
export interface Look {
  width: number;
  colorScheme: "light" | "dark";
  details: TestDetails;
}

/** What `npm test` leaves out, and `npm run test:all` has as well. */
export const MATRIX: TestDetails = { tag: "@matrix" };

/**
 * Each theme at each width. The first two have both themes and both widths, and show nearly all that can be wrong with a page; the
 * others are the matrix.
 */
export const LOOKS: readonly Look[] = [
  { width: 1440, colorScheme: "light", details: {} },
  { width: 390, colorScheme: "dark", details: {} },
  { width: 1440, colorScheme: "dark", details: MATRIX },
  { width: 390, colorScheme: "light", details: MATRIX },
];

/** Each theme on a wide window. */
export const WIDE_LOOKS = LOOKS.filter(({ width }) => width === 1440);

/** Has the page be looked at this way. */
export async function lookAt(page: Page, { width, colorScheme }: Pick<Look, "width" | "colorScheme">): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await page.setViewportSize({ width, height: 900 });
}
