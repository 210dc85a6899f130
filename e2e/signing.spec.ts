import { Webhook } from "standardwebhooks";
import { expectAccessibleInBothThemes } from "@/e2e/support/checks";
import { expect, test } from "@/e2e/support/test";

test("an admin reveals a webhook's signing secret, rotates it with an overlap, and both secrets verify", async ({ page, api, sink }) => {
  const webhook = await api.createWebhook({ name: "Signed", eventName: "product_updated", url: `${sink.url}/signed` });
  await page.goto(`/settings/api/webhooks/${webhook.id}`);
  await page.getByRole("link", { name: "Signing" }).click();
  const panel = page.getByRole("region", { name: "Signing secret" });
  expect(await page.content()).not.toContain(webhook.signingSecret);
  await panel.getByRole("button", { name: "Reveal" }).click();
  await expect(panel).toContainText(webhook.signingSecret);
  await expectAccessibleInBothThemes(page);

  await panel.getByRole("button", { name: "Rotate" }).click();
  const dialog = page.getByRole("dialog", { name: "Rotate the signing secret" });
  await dialog.getByRole("combobox", { name: "Overlap" }).click();
  await page.getByRole("option", { name: "1 hour" }).click();
  await expectAccessibleInBothThemes(page);
  await dialog.getByRole("button", { name: "Rotate secret" }).click();
  await expect(dialog).toBeHidden();
  await expect(panel.getByText(/^whsec_/)).not.toHaveText(webhook.signingSecret);
  await expect(panel.getByRole("list", { name: "Replaced secrets" })).toContainText("until");
  const rotated = (await panel.getByText(/^whsec_/).textContent()) ?? "";

  await api.publish({ eventName: "product_updated", data: { id: "p-9" } });
  const [request] = await sink.waitForRequests(1);
  for (const secret of [webhook.signingSecret, rotated]) {
    expect(() => new Webhook(secret).verify(request?.rawBody ?? "", request?.headers as Record<string, string>)).not.toThrow();
  }
  await page.getByRole("radio", { name: "Python" }).click();
  await expect(page.getByRole("region", { name: "verify snippet for Python" })).toContainText("hmac.compare_digest");
  await expect(page.getByRole("region", { name: "Platform key" })).toContainText("BEGIN PUBLIC KEY");
});
