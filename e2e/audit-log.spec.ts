import { expectAccessible, expectNoSidewaysScroll } from "@/e2e/support/checks";
import { WIDE_LOOKS } from "@/e2e/support/looks";
import { become } from "@/e2e/support/people";
import { queryStackDatabase } from "@/e2e/support/stack";
import { expect, test } from "@/e2e/support/test";

const PATH = "/settings/audit-log";

test("tells who did what, people and programs, and is narrowed in the address", async ({ page, api }) => {
  const webhook = await api.createWebhook({ name: "Audited by journey", eventName: "product_updated", url: "https://example.com/hooks" });
  await page.goto(`/settings/api/webhooks/${webhook.id}/signing`);
  await page.getByRole("button", { name: "Reveal" }).click();
  await expect(page.getByText(webhook.signingSecret)).toBeVisible();

  const entries = page.getByRole("list", { name: "Audit log" }).getByRole("listitem");
  await test.step("entries say who did what, and no secret", async () => {
    await page.getByRole("navigation", { name: "Portal" }).getByRole("link", { name: "Audit log" }).click();
    await expect(entries.first()).toContainText("Admin looked at the signing secret of Audited by journey");
    await expect(entries.nth(1)).toContainText("First token created the webhook Audited by journey");
    await expect(page.locator("body")).not.toContainText(webhook.signingSecret);
  });

  await test.step("the log is narrowed by target, action and actor, and widened again", async () => {
    await entries.first().getByRole("link", { name: "Audited by journey" }).click();
    await expect(page).toHaveURL(`${PATH}?target=${webhook.id}`);
    await expect(entries).toHaveCount(2);
    await page.getByRole("combobox", { name: "Action" }).click();
    await page.getByRole("option", { name: "Webhook created" }).click();
    await expect(page).toHaveURL(/action=webhook\.created/);
    await expect(entries).toHaveCount(1);
    await page.getByRole("combobox", { name: "Actor" }).click();
    await page.getByRole("option", { name: "Admin" }).click();
    await expect(page.getByRole("heading", { name: "No entry matches" })).toBeVisible();
    await page.goBack();
    await expect(entries).toHaveCount(1);
    await page.getByRole("button", { name: "Clear filters" }).click();
    await expect(page).toHaveURL(new RegExp(`${PATH}$`));
  });
});

test("is paged, the newest first, without a count of all", async ({ page }) => {
  await queryStackDatabase(`
    insert into audit_log (id, organization_id, actor_type, action, target_type, target_id, target_name, at)
    select 'aud_' || lpad(n::text, 26, '0'), (select id from organization order by created_at limit 1), 'system', 'webhook.disabled', 'webhook',
      'paged', 'Paged ' || n, now() - interval '1 day' + n * interval '1 second'
    from generate_series(1, 60) n`);
  await page.goto(`${PATH}?target=paged`);
  const entries = page.getByRole("list", { name: "Audit log" }).getByRole("listitem");
  await expect(entries).toHaveCount(50);
  await expect(entries.first()).toContainText("Postern disabled the webhook Paged 60");
  await page.getByRole("link", { name: "Older entries" }).click();
  await expect(entries).toHaveCount(10);
  await expect(entries.last()).toContainText("Paged 1");
  await page.getByRole("link", { name: "Newest" }).click();
  await expect(entries).toHaveCount(50);
});

test.describe("who is no owner", () => {
  test.afterEach(() => become("owner"));

  test("reads why the log is not shown", async ({ page }) => {
    await become("admin");
    await page.goto(PATH);
    await expect(page.getByRole("heading", { name: "The audit log is for owners" })).toBeVisible();
    await expect(page.getByText("Your role is admin. Only owners may do this")).toBeVisible();
  });
});

for (const { colorScheme, details } of WIDE_LOOKS) {
  test.describe(`in the ${colorScheme} theme`, () => {
    test.use({ colorScheme });

    test("the log meets WCAG AA", details, async ({ page, api }) => {
      await api.createWebhook({ name: `Axe ${colorScheme}`, eventName: "product_updated" });
      await page.goto(PATH);
      await expect(page.getByText(`Axe ${colorScheme}`).first()).toBeVisible();
      await expectAccessible(page);
      await page.goto(`${PATH}?target=nothing`);
      await expect(page.getByRole("heading", { name: "No entry matches" })).toBeVisible();
      await expectAccessible(page);
    });
  });
}

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test("the log fits", async ({ page, api }) => {
    await api.createWebhook({ name: "A webhook whose name is rather long for a phone, as names are", eventName: "product_updated" });
    await page.goto(PATH);
    await expect(page.getByText("A webhook whose name is rather long").first()).toBeVisible();
    await expectNoSidewaysScroll(page);
  });
});
