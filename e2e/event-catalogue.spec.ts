import { expect, test } from "@/e2e/support/test";

test("an admin adds an event type, sends a test event of it, and has its schema inferred", async ({ page, api, sink }) => {
  await test.step("the form names what is wrong, and asks before it is left", async () => {
    await page.goto("/events/catalogue");
    await expect(page.getByRole("link", { name: "Customer Request Created" })).toBeVisible();
    await page.getByRole("link", { name: "Add event type" }).click();
    await page.getByLabel("Name").fill("meter read");
    await page.getByLabel("Label").fill("Meter read");
    await page.getByRole("textbox", { name: "Example" }).fill('{"entity": {"value": 12.5,}');
    await page.getByRole("button", { name: "Add event type" }).click();
    await expect(page.getByText("This is no JSON")).toBeVisible();
    await expect(page.getByText("Begin with a letter and use letters, digits")).toBeVisible();
    await expect(page.getByLabel("Name")).toBeFocused();
    await page.getByRole("link", { name: "Cancel" }).click();
    await page.getByRole("alertdialog", { name: "Leave without saving?" }).getByRole("button", { name: "Cancel" }).click();
  });

  await test.step("what the server refuses stands at its field; mended, the type is there", async () => {
    await page.getByLabel("Name").fill("meter.read");
    await page.getByRole("textbox", { name: "Example" }).fill('{"entity": {"value": 12.5, "unit": "kWh"}}');
    await page.getByRole("textbox", { name: "Schema" }).fill('{"type": "object", "properties": {"entity": {"required": ["reader"]}}}');
    await page.getByRole("button", { name: "Add event type" }).click();
    await expect(page.getByText("example.entity.reader: The event type's schema requires this.")).toBeVisible();
    await page.getByRole("textbox", { name: "Schema" }).fill("");
    await page.getByRole("button", { name: "Add event type" }).click();
    await expect(page.getByRole("heading", { name: "Meter read", level: 1 })).toBeVisible();
    await expect(page.getByText("No webhook listens to this event.")).toBeVisible();
  });

  await test.step("a test event reaches who listens", async () => {
    await api.createWebhook({ name: "Ledger", eventName: "meter.read", url: `${sink.url}/meters` });
    await page.reload();
    await expect(page.getByRole("link", { name: "Ledger" })).toBeVisible();
    await page.getByRole("button", { name: "Send test event" }).click();
    await expect(page.getByText("Sent to 1 webhook.")).toBeVisible();
    const [request] = await sink.waitForRequests(1);
    expect(JSON.parse(request?.rawBody ?? "")).toMatchObject({ entity: { value: 12.5, unit: "kWh" } });
  });

  await test.step("a type that somebody listens to is not deleted", async () => {
    await page.getByRole("button", { name: "Delete" }).click();
    await page.getByRole("button", { name: "Delete event type" }).click();
    await expect(page.getByText("A webhook listens to meter.read: “Ledger”")).toBeVisible();
    await page.getByRole("button", { name: "Cancel" }).click();
  });

  await test.step("a schema is inferred, and a strict type refuses what is not like it", async () => {
    await page.getByRole("link", { name: "Edit" }).click();
    await page.getByRole("button", { name: "Infer from the latest events" }).click();
    await expect(page.getByRole("textbox", { name: "Schema" })).toContainText('"unit"');
    await page.getByRole("switch", { name: "Strict" }).click();
    await page.getByRole("button", { name: "Save event type" }).click();
    await expect(page.getByText("Must be as the schema says")).toBeVisible();
    await expect(api.publish({ eventName: "meter.read", entity: { value: "much" } })).rejects.toThrow(/400.*entity\.value/);
  });
});
