import type { Locator, Page } from "@playwright/test";
import { expect, test } from "@/e2e/support/test";

/** The limit of the stops before a target; no page has as many. */
const MAX_STOPS = 80;

/** Presses Tab until the target has the focus. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let stop = 0; stop < MAX_STOPS; stop++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab does not reach ${target}.`);
}

test.describe("without a mouse", () => {
  test("an inbox is made, told to fail and deleted, and each dialog gives the focus back", async ({ page }) => {
    await test.step("an inbox is made", async () => {
      await page.goto("/events");
      await page.keyboard.press("Tab");
      await expect(page.getByRole("link", { name: "Skip to the content" })).toBeFocused();
      await tabTo(page, page.getByRole("link", { name: "Inboxes" }));
      await page.keyboard.press("Enter");
      await expect(page).toHaveURL(/\/inboxes$/);
      await tabTo(page, page.getByRole("button", { name: "Create inbox" }));
      await page.keyboard.press("Enter");
      await expect(page.getByRole("dialog").getByLabel("Name")).toBeFocused();
      await page.keyboard.type("By keys alone");
      await page.keyboard.press("Enter");
      await expect(page.getByRole("heading", { name: "By keys alone", level: 1 })).toBeVisible();
    });

    await test.step("its answers are changed, and the focus comes back", async () => {
      const change = page.getByRole("button", { name: "Change answers" });
      await tabTo(page, change);
      await page.keyboard.press("Enter");
      const script = page.getByRole("dialog", { name: "How “By keys alone” answers" });
      await tabTo(page, script.getByRole("button", { name: "Fail the first requests" }));
      await page.keyboard.press("Space");
      await tabTo(page, script.getByRole("button", { name: "Save answers" }));
      await page.keyboard.press("Enter");
      await expect(page.getByText("503 to the next 3 requests, then 200")).toBeVisible();
      await expect(change).toBeFocused();
      await page.keyboard.press("Enter");
      await page.keyboard.press("Escape");
      await expect(change).toBeFocused();
    });

    await test.step("it is deleted", async () => {
      await page.goto(page.url());
      await tabTo(page, page.getByRole("button", { name: "Actions for By keys alone" }));
      await page.keyboard.press("Enter");
      await page.keyboard.press("End");
      await expect(page.getByRole("menuitem", { name: "Delete inbox" })).toBeFocused();
      await page.keyboard.press("Enter");
      await tabTo(page, page.getByRole("alertdialog").getByRole("button", { name: "Delete inbox" }));
      await page.keyboard.press("Enter");
      await expect(page).toHaveURL(/\/inboxes$/);
      await expect(page.getByText("By keys alone", { exact: true })).toHaveCount(0);
    });
  });

  test("a webhook is made, and its delivery read in the log", async ({ page, api, sink }) => {
    await test.step("a webhook is made", async () => {
      await page.goto("/settings/api/webhooks/new");
      await tabTo(page, page.getByRole("combobox", { name: "Event" }));
      await page.keyboard.press("Enter");
      await page.keyboard.type("client.crea");
      await expect(page.getByRole("option", { name: /client\.created/ })).toBeVisible();
      await page.keyboard.press("Enter");
      await tabTo(page, page.getByLabel("Name", { exact: true }));
      await page.keyboard.type("Typed throughout");
      await tabTo(page, page.getByLabel("URL"));
      await page.keyboard.type(`${sink.url}/keys`);
      await page.keyboard.press("Enter");
      await tabTo(page, page.getByRole("link", { name: "Go to the webhook" }));
      await page.keyboard.press("Enter");
      await expect(page.getByRole("heading", { name: "Typed throughout", level: 1 })).toBeVisible();
    });

    await test.step("its delivery is read, and the focus comes back to its row", async () => {
      await api.publish({ eventName: "client.created", data: { id: "c-keys" } });
      const row = page.getByRole("row").filter({ hasText: "client.created" });
      await tabTo(page, row.getByRole("link"));
      await page.keyboard.press("Enter");
      const drawer = page.getByRole("dialog", { name: "Event" });
      await expect(drawer.getByText("Succeeded", { exact: true })).toBeVisible();
      await tabTo(page, drawer.getByRole("tab", { name: "Response" }));
      await page.keyboard.press("ArrowRight");
      await expect(drawer.getByRole("region", { name: "request body" })).toContainText("c-keys");
      await page.keyboard.press("Escape");
      await expect(drawer).toHaveCount(0);
      await expect(row.getByRole("link")).toBeFocused();
    });
  });
});

test.describe("signed out, without a mouse", () => {
  test.use({ isSignedIn: false });

  test("one signs in", async ({ page, stack }) => {
    await page.goto("/login");
    await tabTo(page, page.getByLabel("E-mail address"));
    await page.keyboard.type(stack.email);
    await tabTo(page, page.getByLabel("Password", { exact: true }));
    await page.keyboard.type(stack.password);
    await page.keyboard.press("Enter");
    await expect(page.getByRole("navigation", { name: "Portal" })).toBeVisible();
  });
});
