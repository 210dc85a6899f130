import { expectAccessible, expectNoSidewaysScroll } from "@/e2e/support/checks";
import { queryStackDatabase } from "@/e2e/support/stack";
import { expect, test } from "@/e2e/support/test";

/** Puts a webhook's lane into a state that would need twenty failures, or hours of them. */
async function haveFailed(webhookId: string, { isCircuitOpen, hours }: { isCircuitOpen: boolean; hours: number }): Promise<void> {
  const statement = `
    insert into lane (webhook_id, organization_id, holds, next_at, failures, circuit_open_until, failing_since)
    select id, organization_id, $2, case when $2 then now() + interval '30 min' end, case when $2 then 20 else 0 end, case when $2 then now() + interval '30 min' end,
      now() - $3 * interval '1 hour'
    from webhook where id = $1`;
  await queryStackDatabase(statement, [webhookId, isCircuitOpen, hours]);
}

test("a webhook whose endpoint is away says so on its pages, and a delivery that waits says what for", async ({ page, api, sink }) => {
  const webhook = await api.createWebhook({ name: "Away for now", eventName: "product_updated", url: sink.url });
  await haveFailed(webhook.id, { isCircuitOpen: true, hours: 2 });
  await api.publish({ eventName: "product_updated", data: { id: 1 } });

  await test.step("each of its pages and the overview say so", async () => {
    const told = page.getByRole("alert").filter({ hasText: "The endpoint is away" });
    for (const tab of ["", "/configuration", "/signing", "/history"]) {
      await page.goto(`/settings/api/webhooks/${webhook.id}${tab}`);
      await expect(told).toContainText(/it began to fail 2 h ago\. 1 delivery waits, and it is tried again in \d+ min\./);
    }
    await page.goto("/");
    const attention = page.getByRole("region", { name: "Needs attention" });
    const more = attention.getByRole("button", { name: /^Show \d+ more$/ });
    if (await more.isVisible()) await more.click();
    await expect(attention.getByRole("listitem").filter({ hasText: "Away for now" })).toContainText(
      /1 delivery waits, and it is tried again/,
    );
  });

  await test.step("its delivery says what it waits for", async () => {
    await page.goto(`/settings/api/webhooks/${webhook.id}`);
    await page.getByRole("link", { name: "product_updated" }).click();
    const drawer = page.getByRole("dialog", { name: "Event" });
    await expect(drawer).toContainText("Waiting: its endpoint seems to be away.");
    await expect(drawer).toContainText(/Postern tries the endpoint again in \d+ min/);
    await expectAccessible(page);
    await page.setViewportSize({ width: 390, height: 844 });
    await expectNoSidewaysScroll(page);
    expect(sink.requests).toHaveLength(0);
    await api.deleteWebhook(webhook.id);
  });
});

test("a webhook of which everything fails says when it is disabled", async ({ page, api, sink }) => {
  const webhook = await api.createWebhook({ name: "Failing for days", eventName: "client.created", url: sink.url });
  await haveFailed(webhook.id, { isCircuitOpen: false, hours: 50 });
  await page.goto(`/settings/api/webhooks/${webhook.id}`);
  await expect(page.getByRole("alert").filter({ hasText: "Every delivery fails" })).toContainText(
    "It is disabled in 2 d unless one succeeds.",
  );
  await expect(page.getByRole("button", { name: "Send test event" })).toBeEnabled();
  await api.deleteWebhook(webhook.id);
});

test("an incomplete webhook says what it lacks, and why no test event can be sent", async ({ page, api }) => {
  const webhook = await api.createWebhook({ name: "Half made", eventName: "client.created" });
  await page.goto(`/settings/api/webhooks/${webhook.id}`);
  await expect(page.getByText("It has no address yet, so its events are skipped.")).toBeVisible();
  const send = page.getByRole("button", { name: "Send test event" });
  await expect(send).toHaveAccessibleDescription("The webhook is incomplete. Give it an address and its credentials first.");
  await send.press("Enter");
  await expect(page.getByText("This is not available now")).toBeVisible();
  await expectAccessible(page);
});
