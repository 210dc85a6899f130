import { expectAccessible, expectNoSidewaysScroll } from "@/e2e/support/checks";
import { LOOKS, lookAt } from "@/e2e/support/looks";
import { expect, test } from "@/e2e/support/test";
import { chooseEvent } from "@/e2e/support/webhook-pages";

/** The time within which an arrival must be shown: two seconds, and some more for a busy machine. */
const SOON = { timeout: 5_000 };

test("an inbox fails as it is told, a webhook sends to it, and each attempt is seen to arrive, verified", async ({ page, api }) => {
  const { address, url } = await test.step("an inbox is made, and asks for its name", async () => {
    await page.goto("/inboxes");
    await page.getByRole("button", { name: "Create inbox" }).first().click();
    const naming = page.getByRole("dialog", { name: "Create an inbox" });
    await naming.getByRole("button", { name: "Create inbox" }).click();
    await expect(naming.getByLabel("Name")).toHaveAccessibleDescription(/Give the inbox a name/);
    await naming.getByLabel("Name").fill("Rehearsal");
    await naming.getByRole("button", { name: "Create inbox" }).click();
    await expect(page.getByRole("heading", { name: "Rehearsal", level: 1 })).toBeVisible();
    await expect(page.getByRole("heading", { name: "Waiting for a request" })).toBeVisible();
    const shown = page.getByText(/\/inbox\/[0-9A-Za-z]{24}$/).first();
    return { address: page.url(), url: (await shown.textContent()) ?? "" };
  });

  await test.step("it is told to fail once", async () => {
    await page.getByRole("button", { name: "Change answers" }).click();
    const script = page.getByRole("dialog", { name: "How “Rehearsal” answers" });
    await script.getByRole("button", { name: "Fail the first requests" }).click();
    const first = script.getByRole("group", { name: "The first requests" });
    await first.getByLabel("How many").fill("1");
    await first.getByLabel("Status").fill("99");
    await script.getByRole("button", { name: "Save answers" }).click();
    await expect(first.getByLabel("Status")).toHaveAccessibleDescription(/200 to 599/);
    await first.getByLabel("Status").fill("503");
    await script.getByRole("button", { name: "Save answers" }).click();
    await expect(page.getByText("503 to the next request, then 200")).toBeVisible();
  });

  await test.step("a webhook is made that sends to it", async () => {
    await page.getByRole("link", { name: "Use in a new webhook" }).click();
    await expect(page.getByLabel("URL")).toHaveValue(url);
    await chooseEvent(page, "client.del", "client.deleted");
    await page.getByLabel("Name", { exact: true }).fill("Rehearsed");
    await page.getByRole("button", { name: "Create webhook" }).click();
    await expect(page.getByRole("heading", { name: "Webhook created" })).toBeVisible();
  });

  const rows = page.getByRole("row").filter({ hasText: "POST" });
  await test.step("both attempts are seen to arrive", async () => {
    await page.goto(address);
    await api.publish({ eventName: "client.deleted", data: { id: "c-1" } });
    await expect(rows.filter({ hasText: "503" })).toContainText("Verified", SOON);
    await expect(rows.filter({ hasText: "503" })).toContainText("Rehearsed");
    await expect(page.getByText("200 to each request")).toBeVisible(SOON);
    await expect(rows).toHaveCount(2, { timeout: 15_000 });
  });

  await test.step("the drawer shows each, and leads to its delivery", async () => {
    await rows.first().getByRole("link").click();
    const drawer = page.getByRole("dialog", { name: "Request" });
    await expect(drawer.getByText("Verified")).toBeVisible();
    await expect(drawer.getByText("attempt 2")).toBeVisible();
    await expect(drawer.getByRole("region", { name: "request body" })).toContainText(/"id": "c-1"/);
    await expect(drawer.getByText("webhook-signature", { exact: true })).toBeVisible();
    await drawer.getByRole("button", { name: "Older request" }).click();
    await expect(drawer.getByText("attempt 1")).toBeVisible();
    await page.reload();
    await expect(drawer.getByText("attempt 1")).toBeVisible();
    await drawer.getByRole("link", { name: "client.deleted" }).click();
    await expect(page.getByRole("dialog", { name: "Event" }).getByText("2 attempts")).toBeVisible();
  });

  await test.step("it is renamed, emptied and deleted", async () => {
    await page.goto(address);
    await page.getByRole("button", { name: "Actions for Rehearsal" }).click();
    await page.getByRole("menuitem", { name: "Rename" }).click();
    await page.getByRole("dialog").getByLabel("Name").fill("Rehearsal, over");
    await page.getByRole("button", { name: "Rename" }).click();
    await expect(page.getByRole("heading", { name: "Rehearsal, over", level: 1 })).toBeVisible();
    await page.getByRole("button", { name: "Actions for Rehearsal, over" }).click();
    await page.getByRole("menuitem", { name: "Delete all requests" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Delete requests" }).click();
    await expect(page.getByRole("heading", { name: "Waiting for a request" })).toBeVisible();
    await page.getByRole("button", { name: "Actions for Rehearsal, over" }).click();
    await page.getByRole("menuitem", { name: "Delete inbox" }).click();
    const question = page.getByRole("alertdialog", { name: "Delete “Rehearsal, over”?" });
    await expect(question).toContainText("fail from now on");
    await question.getByRole("button", { name: "Delete inbox" }).click();
    await expect(page).toHaveURL(/\/inboxes$/);
    await expect(page.getByText("Rehearsal, over", { exact: true })).toHaveCount(0);
    expect((await page.request.post(url, { data: {} })).status()).toBe(404);
    expect((await page.request.get(address)).status()).toBe(404);
  });
});

test("whatever is sent by hand is shown as it came: unsigned, with its query, its text and its bytes", async ({ page, api }) => {
  const answer = { status: 202, headers: { "x-lane": "slow" }, body: "thanks", delaySeconds: 0.2 };
  const inbox = await api.createInbox({ name: "By hand", answer });
  await page.goto(`/inboxes/${inbox.id}`);
  await expect(page.getByText("202 after 0.2 s to each request")).toBeVisible();
  const got = await fetch(`${inbox.url}?from=curl`, { method: "PUT", headers: { "x-key": "k-1" }, body: "no <b>JSON</b>" });
  expect([got.status, got.headers.get("x-lane"), await got.text()]).toEqual([202, "slow", "thanks"]);
  const row = page.getByRole("row").filter({ hasText: "PUT" });
  await expect(row).toContainText("Unsigned", SOON);
  await row.getByRole("link").click();
  const drawer = page.getByRole("dialog", { name: "Request" });
  await expect(drawer.getByRole("heading", { name: "PUT ?from=curl" })).toBeVisible();
  await expect(drawer.getByRole("region", { name: "request body" })).toContainText("no <b>JSON</b>");
  await expect(drawer.getByText("k-1")).toBeVisible();
  await page.keyboard.press("Escape");

  const forged = { "webhook-id": "msg_1", "webhook-timestamp": "1", "webhook-signature": "v1,AAAA" };
  await fetch(inbox.url, { method: "POST", headers: forged, body: new Uint8Array([255, 0, 254]) });
  const second = page.getByRole("row").filter({ hasText: "POST" });
  await expect(second).toContainText("Invalid", SOON);
  await second.getByRole("link").click();
  await expect(drawer).toContainText("shown in base64");
  await expect(drawer.getByRole("region", { name: "request body" })).toContainText("/wD+");
  await expect(drawer.getByRole("alert")).toBeVisible();
});

for (const { width, colorScheme, details } of LOOKS) {
  test(`the inboxes meet WCAG AA at ${width} px, ${colorScheme}`, details, async ({ page, api }) => {
    await lookAt(page, { width, colorScheme });
    const inbox = await api.createInbox({ name: `Checked ${colorScheme} ${width}`, sequence: [{ status: 503, times: 3 }] });

    await test.step("the list", async () => {
      await page.goto("/inboxes");
      await expect(page.getByRole("link", { name: inbox.name })).toBeVisible();
      await expectAccessible(page);
      await expectNoSidewaysScroll(page);
    });

    await test.step("an inbox that waits", async () => {
      await page.getByRole("link", { name: inbox.name }).click();
      await expect(page.getByRole("heading", { name: "Waiting for a request" })).toBeVisible();
      await expectAccessible(page);
      await expectNoSidewaysScroll(page);
    });

    await test.step("a request, listed and opened", async () => {
      await fetch(inbox.url, { method: "POST", headers: { "content-type": "application/json" }, body: '{"a":[1,"b",null]}' });
      const row = page.getByRole("row").filter({ hasText: "POST" });
      await expect(row).toBeVisible(SOON);
      await expectAccessible(page);
      await expectNoSidewaysScroll(page);
      await row.getByRole("link").click();
      await expect(page.getByRole("region", { name: "request body" })).toBeVisible();
      await expectAccessible(page);
    });

    await test.step("the answers", async () => {
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: "Change answers" }).click();
      await page.getByRole("button", { name: "Headers and body" }).first().click();
      await expect(page.getByLabel("Body").first()).toBeVisible();
      await expectAccessible(page);
      await expectNoSidewaysScroll(page);
    });
  });
}
