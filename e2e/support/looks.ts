import type { Page, TestDetails } from "@playwright/test";

/** A look of a page, and the details of the test that checks it. */
export interface Look {
  width: number;
  colorScheme: "light" | "dark";
  details: TestDetails;
}

/** The width of a phone, in CSS pixels. */
export const PHONE_WIDTH = 390;

/** The details of tests that only `npm run test:all` runs. */
export const MATRIX: TestDetails = { tag: "@matrix" };

/** Each theme at each width. The first is what nearly everybody sees; the others are the matrix. */
export const LOOKS: readonly Look[] = [
  { width: 1440, colorScheme: "light", details: {} },
  { width: PHONE_WIDTH, colorScheme: "dark", details: MATRIX },
  { width: 1440, colorScheme: "dark", details: MATRIX },
  { width: PHONE_WIDTH, colorScheme: "light", details: MATRIX },
];

/** Each theme on a wide window. */
export const WIDE_LOOKS = LOOKS.filter(({ width }) => width === 1440);

/** Applies a look to the page. */
export async function lookAt(page: Page, { width, colorScheme }: Pick<Look, "width" | "colorScheme">): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await page.setViewportSize({ width, height: 900 });
}
