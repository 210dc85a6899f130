import { expect, type Page } from "@playwright/test";

/** Chooses an event in the form, by a search. `name` is a part of its label or its name that no other one has. */
export async function chooseEvent(page: Page, search: string, name: string): Promise<void> {
  await page.getByRole("combobox", { name: "Event" }).click();
  await page.getByPlaceholder("Search events").fill(search);
  await page.getByRole("option", { name }).click();
}

/** Returns a webhook's row in the list. */
export function rowOf(page: Page, name: string) {
  return page.getByRole("row").filter({ has: page.getByRole("link", { name, exact: true }) });
}

/** Opens a webhook's form. */
export async function openEditForm(page: Page, webhookId: string): Promise<void> {
  await page.goto(`/settings/api/webhooks/${webhookId}/edit`);
  await expectTakenOver(page, "Save changes");
}

/** Opens the form of a new webhook. */
export async function openNewForm(page: Page): Promise<void> {
  await page.goto("/settings/api/webhooks/new");
  await expectTakenOver(page, "Create webhook");
}

/** The time that a busy machine may need to load and run the form's scripts. */
const TAKEN_OVER = { timeout: 30_000 };

/** Waits until the page's scripts run the form. Before that it ignores typing. */
async function expectTakenOver(page: Page, submit: string): Promise<void> {
  await expect(page.getByRole("button", { name: submit })).toBeEnabled(TAKEN_OVER);
}
