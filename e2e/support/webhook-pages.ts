import type { Page } from "@playwright/test";

/** Chooses an event in the form, found by what one types. */
export async function chooseEvent(page: Page, search: string, label: string): Promise<void> {
  await page.getByRole("combobox", { name: "Event" }).click();
  await page.getByPlaceholder("Search events").fill(search);
  await page.getByRole("option", { name: label }).click();
}

/** A webhook's row in the list. */
export function rowOf(page: Page, name: string) {
  return page.getByRole("row").filter({ has: page.getByRole("link", { name, exact: true }) });
}

/** Opens a webhook's form, and waits until its scripts have taken it over: what is typed before that they would write over. */
export async function openEditForm(page: Page, webhookId: string): Promise<void> {
  await page.goto(`/settings/api/webhooks/${webhookId}/edit`);
  await page.waitForLoadState("networkidle");
}
