import type { Api } from "@/e2e/support/api";
import { expectAccessible } from "@/e2e/support/checks";
import { expect, test } from "@/e2e/support/test";

/** Waits until `count` deliveries have failed. A window counts them only when it opens. */
async function untilFailed(api: Api, webhookId: string, count: number): Promise<void> {
  await expect.poll(async () => (await api.createReplayJob(webhookId, { status: "failed", dryRun: true })).count).toBe(count);
}

test("all that failed is counted, sent again as a job, and seen to arrive one by one", async ({ page, api, sink }) => {
  let isRepaired = false;
  sink.setRespond(() => ({ status: isRepaired ? 200 : 400 }));
  const webhook = await api.createWebhook({ name: "Broken shop", eventName: "client.created", url: `${sink.url}/shop` });
  await api.publishMany(Array.from({ length: 30 }, (_, index) => ({ eventName: "client.created", data: { id: `c-${index}` } })));
  await untilFailed(api, webhook.id, 30);
  await page.goto(`/settings/api/webhooks/${webhook.id}?status=failed`);
  await expect(page.getByRole("row").filter({ hasText: "400" })).toHaveCount(25);
  isRepaired = true;

  await test.step("the dialog counts, and refuses a rate that is none", async () => {
    await page.getByRole("button", { name: "Replay all that match" }).click();
    const dialog = page.getByRole("dialog", { name: "Replay to “Broken shop”" });
    await expect(dialog).toContainText("30 events match");
    await expectAccessible(page);
    await dialog.getByRole("textbox").fill("0");
    await expect(dialog.getByRole("button", { name: "Replay 30 events" })).toBeDisabled();
    await dialog.getByRole("textbox").fill("10");
    await dialog.getByRole("button", { name: "Replay 30 events" }).click();
  });

  await test.step("the job's page follows it", async () => {
    await expect(page).toHaveURL(/replay-jobs\/rpj_/);
    await expect(page.getByRole("heading", { name: /Replay of “Broken shop”/ })).toBeVisible();
    await expect(page.getByRole("progressbar", { name: "Replayed" })).toHaveAttribute("aria-valuetext", "30 of 30", { timeout: 20_000 });
    await expect(page.getByText("Completed", { exact: true })).toBeVisible();
    const progress = page.getByRole("region", { name: "Progress" });
    await expect(progress.getByText("30", { exact: true })).toHaveCount(2);
    const results = page.getByRole("region", { name: "Results" });
    await expect(results.getByRole("row").filter({ hasText: "Succeeded" })).toHaveCount(25);
    await results.getByRole("button", { name: "Load more" }).click();
    await expect(results.getByRole("row").filter({ hasText: "200" })).toHaveCount(30);
    await expectAccessible(page);
    await results.getByRole("radio", { name: "Failed" }).click();
    await expect(results.getByText("None of them")).toBeVisible();
  });

  await test.step("the list of jobs has it", async () => {
    await page.getByRole("navigation", { name: "Portal" }).getByRole("link", { name: "Replay jobs" }).click();
    const row = page.getByRole("row").filter({ hasText: "Broken shop" });
    await expect(row).toContainText("30 of 30");
    await expect(row).toContainText("All events that failed");
    await expectAccessible(page);
  });
});

test("a job is paused, resumed and cancelled", async ({ page, api, sink }) => {
  await test.step("a job is made", async () => {
    sink.setRespond(() => ({ status: 400 }));
    const webhook = await api.createWebhook({ name: "Slow shop", eventName: "client.updated", url: `${sink.url}/slow` });
    await api.publishMany(Array.from({ length: 100 }, (_, index) => ({ eventName: "client.updated", data: { id: `u-${index}` } })));
    await untilFailed(api, webhook.id, 100);
    await page.goto(`/settings/api/webhooks/${webhook.id}?status=failed`);
    await page.getByRole("button", { name: "Replay all that match" }).click();
    const dialog = page.getByRole("dialog", { name: "Replay to “Slow shop”" });
    await dialog.getByRole("textbox").fill("1");
    await expect(dialog).toContainText("100 events match");
    await dialog.getByRole("button", { name: /^Replay 100/ }).click();
  });

  await test.step("it is paused and resumed", async () => {
    await page.getByRole("button", { name: "Pause" }).click();
    await expect(page.getByText("Paused", { exact: true })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Resume" }).click();
    await expect(page.getByText("Running", { exact: true })).toBeVisible();
  });

  await test.step("it is cancelled after a question", async () => {
    await page.getByRole("button", { name: "Cancel job" }).click();
    const question = page.getByRole("alertdialog", { name: "Cancel the replay of “Slow shop”?" });
    await expect(question).toContainText("cannot be resumed");
    await question.getByRole("button", { name: "Keep going", exact: true }).click();
    await expect(question).toBeHidden();
    await expect(page.getByText("Running", { exact: true })).toBeVisible();
    await page.getByRole("button", { name: "Cancel job", exact: true }).click();
    await question.getByRole("button", { name: "Cancel job" }).click();
    await expect(page.getByText("Cancelled", { exact: true })).toBeVisible();
    await expect(page.getByRole("button", { name: "Resume" })).toBeHidden();
  });
});

test("selected events are sent again, and one from its drawer, which leads back to the original", async ({ page, api, sink }) => {
  const webhook = await api.createWebhook({ name: "Picky", eventName: "client.deleted", url: `${sink.url}/picky` });
  await api.publishMany(["one", "two", "three"].map((id) => ({ eventName: "client.deleted", data: { id }, event_id: `picky-${id}` })));
  await page.goto(`/settings/api/webhooks/${webhook.id}`);
  const rows = page.getByRole("row").filter({ hasText: /picky-/ });
  await expect(rows.filter({ hasText: "Succeeded" })).toHaveCount(3);

  await test.step("two are sent again from the list", async () => {
    await page.getByRole("checkbox", { name: /picky-one/ }).click();
    await page.getByRole("checkbox", { name: /picky-two/ }).click();
    await expect(page.getByText("2 selected")).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Replay selected" }).click();
    await expect(page.getByText("2 events are sent again")).toBeVisible();
    await expect(rows).toHaveCount(5);
    const ones = rows.filter({ hasText: "picky-one" });
    await expect(ones).toHaveCount(2);
    await expect(ones.filter({ has: page.getByRole("img", { name: "Replay", exact: true }) })).toHaveCount(1);
  });

  await test.step("one from its drawer, which leads back to the original", async () => {
    await rows.filter({ hasText: "picky-three" }).getByRole("link").click();
    const drawer = page.getByRole("dialog", { name: "Event" });
    await drawer.getByRole("button", { name: "Replay", exact: true }).click();
    await expect(page.getByText("The event is sent again", { exact: true })).toBeVisible();
    await drawer.getByRole("button", { name: "Close" }).click();
    const threes = rows.filter({ hasText: "picky-three" });
    await expect(threes).toHaveCount(2);
    await threes.first().getByRole("link").click();
    const original = drawer.getByText("Replay of").locator("xpath=following::button[1]");
    const originalId = (await original.textContent()) ?? "";
    await original.click();
    await expect(page).toHaveURL(new RegExp(`event=${originalId}`));
    await expect(drawer.getByText("Replay of")).toBeHidden();
  });
});

test("all that match in the organization's log are sent again to the webhook that is chosen in the dialog", async ({ page, api, sink }) => {
  const webhook = await api.createWebhook({ name: "Chosen here", eventName: "automation_rule_triggered", url: `${sink.url}/any` });
  await api.createWebhook({ name: "Switched off here", eventName: "client.created", url: `${sink.url}/off`, enabled: false });
  await api.publishMany(["one", "two"].map((id) => ({ eventName: "automation_rule_triggered", entity: { _id: id } })));
  await expect.poll(async () => (await api.createReplayJob(webhook.id, { dryRun: true })).count).toBe(2);
  await page.goto("/events");
  await page.getByRole("button", { name: "Replay all that match", exact: true }).click();
  const open = page.getByRole("dialog", { name: "Replay all that match", exact: true });
  await expect(open).toContainText("You see how many match before anything is sent");
  await expectAccessible(page);
  const choose = async (name: string) => {
    await page.getByRole("dialog").getByRole("combobox", { name: "Webhook", exact: true }).click();
    await page.getByPlaceholder("Search webhooks").fill(name);
    await page.getByRole("option", { name, exact: true }).click();
  };
  await choose("Switched off here");
  await expect(open).toContainText("switched off");
  await choose("Chosen here");
  const dialog = page.getByRole("dialog", { name: "Replay to “Chosen here”", exact: true });
  await expect(dialog).toContainText("2 events match");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Replay 2 events", exact: true }).click();
  await expect(page).toHaveURL(/replay-jobs\/rpj_/);
  await expect(page.getByRole("heading", { name: /Replay of “Chosen here”/ })).toBeVisible();
});

test("the events of a deleted webhook are marked, and cannot be sent again", async ({ page, api, sink }) => {
  const webhook = await api.createWebhook({ name: "Taken away", eventName: "client.deleted", url: `${sink.url}/away` });
  await api.publish({ eventName: "client.deleted", data: { id: "t" }, event_id: "taken-away-1" });
  await expect.poll(async () => (await api.createReplayJob(webhook.id, { dryRun: true })).count).toBe(1);
  await api.deleteWebhook(webhook.id);
  await page.goto("/events?q=taken-away-1");
  const row = page.getByRole("row").filter({ hasText: "Taken away (deleted)" });
  const box = row.getByRole("checkbox");
  await expect(box).toBeDisabled();
  await expect(box).toHaveAccessibleDescription("Its webhook was deleted, so it cannot be sent again.");

  await page.goto(`/events?webhook=${webhook.id}`);
  await expect(row).toHaveCount(1);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Replay all that match", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Replay all that match", exact: true });
  await expect(dialog).toContainText("This webhook was deleted, so nothing can be sent to it any more.");
  await expect(dialog.getByRole("combobox")).toHaveCount(0);
  await dialog.getByRole("button", { name: "Close", exact: true }).click();
  await expect(dialog).toBeHidden();
});
