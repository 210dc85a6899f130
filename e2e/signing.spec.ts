import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Webhook } from "standardwebhooks";
import { expectAccessibleInBothThemes } from "@/e2e/support/checks";
import { expect, test } from "@/e2e/support/test";

test("an admin reveals a webhook's signing secret, rotates it with an overlap, and both secrets verify", async ({ page, api, sink }) => {
  const panel = page.getByRole("region", { name: "Signing secret" });
  const webhook = await test.step("the secret is shown only when it is asked for", async () => {
    const webhook = await api.createWebhook({ name: "Signed", eventName: "product_updated", url: `${sink.url}/signed` });
    await page.goto(`/settings/api/webhooks/${webhook.id}`);
    await page.getByRole("link", { name: "Signing", exact: true }).click();
    expect(await page.content()).not.toContain(webhook.signingSecret);
    await panel.getByRole("button", { name: "Reveal" }).click();
    await expect(panel).toContainText(webhook.signingSecret);
    await expectAccessibleInBothThemes(page);
    return webhook;
  });

  const rotated = await test.step("it is rotated with an overlap", async () => {
    await panel.getByRole("button", { name: "Rotate" }).click();
    const dialog = page.getByRole("dialog", { name: "Rotate the signing secret" });
    await dialog.getByRole("combobox", { name: "Overlap" }).click();
    await page.getByRole("option", { name: "1 hour" }).click();
    await expectAccessibleInBothThemes(page);
    await dialog.getByRole("button", { name: "Rotate secret" }).click();
    await expect(dialog).toBeHidden();
    await expect(panel.getByText(/^whsec_/)).not.toHaveText(webhook.signingSecret);
    await expect(panel.getByRole("list", { name: "Replaced secrets" })).toContainText(/ends in 59 min|ends in 1 h/);
    const rotated = (await panel.getByText(/^whsec_/).textContent()) ?? "";
    return rotated;
  });

  await test.step("both secrets verify, and snippets say how", async () => {
    await api.publish({ eventName: "product_updated", data: { id: "p-9" } });
    const [request] = await sink.waitForRequests(1);
    for (const secret of [webhook.signingSecret, rotated]) {
      expect(() => new Webhook(secret).verify(request?.rawBody ?? "", request?.headers as Record<string, string>)).not.toThrow();
    }
    await page.getByRole("radio", { name: "Python" }).click();
    await expect(page.getByRole("region", { name: "verify snippet for Python" })).toContainText("hmac.compare_digest");
    await expect(page.getByRole("region", { name: "Platform key" })).toContainText("BEGIN PUBLIC KEY");
  });
});

test("the platform's key is found in the settings, and its snippet verifies a delivery as it is copied", async ({
  page,
  context,
  api,
  sink,
  stack,
}) => {
  const webhook = await api.createWebhook({ name: "Platform-signed", eventName: "product_updated", url: `${sink.url}/platform` });
  await api.publish({ eventName: "product_updated", data: { id: "p-10" } });
  const [request] = await sink.waitForRequests(1);

  await test.step("the settings have it, a few letters away", async () => {
    await page.goto("/");
    await page.keyboard.press("ControlOrMeta+k");
    await page.getByPlaceholder("Search, or paste an event id").fill("signing keys");
    await page.getByRole("option", { name: "Signing keys", exact: true }).click();
    await expect(page.getByRole("heading", { name: "Signing keys", level: 1 })).toBeVisible();
    await expect(page.getByRole("navigation", { name: "Portal" }).getByRole("link", { name: "Signing keys" })).toHaveAttribute(
      "aria-current",
      "page",
    );
    await expect(page.getByRole("region", { name: "Rotate the key" })).toContainText("npm run rotate-platform-key");
  });

  const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
  const panel = page.getByRole("region", { name: "Platform key", exact: true });
  const jwksUrl = `${stack.url}/v1/webhooks/.well-known/jwks.json`;
  await test.step("addresses and key are copied", async () => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await panel.getByRole("button", { name: "Copy address of the key set", exact: true }).click();
    expect(await clipboard()).toBe(jwksUrl);
    const { keys } = (await (await fetch(jwksUrl)).json()) as { keys: { kid: string }[] };
    await expect(panel).toContainText(keys[0]?.kid ?? "no key");
  });

  await test.step("the copied snippet verifies, and refuses what was changed", async () => {
    const copy = page.getByRole("button", { name: "Copy verify snippet", exact: true });
    const [code, button] = [
      await page.getByRole("region", { name: "verify snippet", exact: true }).boundingBox(),
      await copy.boundingBox(),
    ];
    expect(button?.x, "the button stands beside the code").toBeGreaterThanOrEqual((code?.x ?? 0) + (code?.width ?? 0));
    await copy.click();
    const folder = await mkdtemp(join(tmpdir(), "postern-snippet-"));
    const file = join(folder, "verify.mjs");
    await writeFile(file, await clipboard());
    const { isFromPostern } = await import(pathToFileURL(file).href);
    const body = Buffer.from(request?.rawBody ?? "");
    expect(isFromPostern(request?.headers, body)).toBe(true);
    expect(isFromPostern(request?.headers, Buffer.concat([body, Buffer.from(" ")]))).toBe(false);
    expect(isFromPostern({ ...request?.headers, "webhook-timestamp": "1700000000" }, body)).toBe(false);
    await rm(folder, { recursive: true });
  });

  await test.step("the webhook's own page names the key set", async () => {
    await page.goto(`/settings/api/webhooks/${webhook.id}/signing`);
    await expect(panel).toContainText(jwksUrl);
  });
});
