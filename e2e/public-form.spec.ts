import { expectAccessibleInBothThemes, expectNoSidewaysScroll } from "@/e2e/support/checks";
import { PHONE_WIDTH } from "@/e2e/support/looks";
import { become } from "@/e2e/support/people";
import { expect, test } from "@/e2e/support/test";
import { startHttpSink } from "@/tests/support/http-sink";

const PATH = "/entities/schemas/submission/form";

test.use({ expectedErrors: /CORS policy|Failed to load resource|net::ERR_FAILED/ });

test("an admin switches the public form on, a website sends by it, and the address is replaced and switched off", async ({
  page,
  api,
  sink,
}) => {
  await api.createWebhook({ name: "Requests", eventName: "CustomerRequest_Created", url: sink.url });
  // A website of another origin, whose page is the example that the portal shows.
  let html = "";
  const website = await startHttpSink();
  website.setRespond(() => ({ headers: { "content-type": "text/html" }, body: `<!doctype html><title>Website</title>${html}` }));
  const addressNow = async () =>
    (await page
      .getByText(/\/form\/\w{24}$/)
      .first()
      .textContent()) ?? "";
  const submitOn = async (name: string) => {
    const visitor = await page.context().newPage();
    await visitor.goto(website.url);
    await visitor.getByLabel("Name").fill(name);
    await visitor.getByLabel("E-mail").fill("ada@example.com");
    await visitor.getByRole("button", { name: "Send" }).click();
    return visitor;
  };

  await test.step("it is off at first; an admin finds it beside the submissions' schema", async () => {
    await page.goto("/entities/submission");
    await page.getByRole("link", { name: "Public form" }).click();
    await expect(page.getByRole("switch", { name: "Public form on" })).not.toBeChecked();
    await expect(page.getByText(/\/form\/\w{24}/)).toHaveCount(0);
    await page.getByRole("switch", { name: "Public form on" }).click();
    await expect(page.getByText("No page may send yet")).toBeVisible();
    await expectAccessibleInBothThemes(page);
  });

  await test.step("origins are typed, and the one that is wrong is named", async () => {
    await page.getByLabel("Origins").fill("www.example.com");
    await page.getByRole("button", { name: "Save origins" }).click();
    await expect(page.getByText("“www.example.com”: Give scheme and host")).toBeVisible();
    await page.getByLabel("Origins").fill(website.url);
    await page.getByRole("button", { name: "Save origins" }).click();
    await expect(page.getByText("The origins are saved")).toBeVisible();
    await expect(page.getByText("No page may send yet")).toHaveCount(0);
    for (const width of [PHONE_WIDTH, 1440]) {
      await page.setViewportSize({ width, height: 900 });
      await expectNoSidewaysScroll(page);
    }
  });

  await test.step("the HTML example, copied into a website, makes a submission, and the webhook hears of it", async () => {
    html = (await page.getByRole("region", { name: "HTML form" }).textContent()) ?? "";
    const visitor = await submitOn("Okafor");
    await expect(visitor.getByText("Thank you!")).toBeVisible();
    const [request] = await sink.waitForRequests(1);
    expect(JSON.parse(request?.rawBody ?? "")).toMatchObject({
      metadata: { action: "CustomerRequest_Created" },
      entity: { _schema: "submission", customer: { last_name: "Okafor", email: "ada@example.com" } },
    });
    await visitor.close();
    await page.goto("/entities/submission");
    await expect(page.getByRole("link", { name: "Request from our website" })).toBeVisible();
  });

  await test.step("a viewer sees it all, and changes nothing", async () => {
    await become("viewer");
    try {
      await page.goto(PATH);
      await expect(page.getByRole("switch", { name: "Public form on" })).toHaveAttribute("aria-disabled", "true");
      await expect(page.getByRole("button", { name: "Replace address" })).toHaveAttribute("aria-disabled", "true");
      await expect(page.getByRole("button", { name: "Save origins" })).toHaveAttribute("aria-disabled", "true");
      await expect(page.getByLabel("Origins")).toHaveAttribute("readonly", "");
    } finally {
      await become("owner");
    }
  });

  await test.step("with another address, and switched off, the website's form does not work any more", async () => {
    await page.goto(PATH);
    const before = await addressNow();
    await page.getByRole("button", { name: "Replace address" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Replace address" }).click();
    await expect(page.getByText("The public form has a new address")).toBeVisible();
    await expect(page.getByText(before)).toHaveCount(0);
    const visitor = await submitOn("Too late");
    await expect(visitor.getByText("This did not work.")).toBeVisible();
    await visitor.close();
    const address = await addressNow();
    const post = () => page.request.post(address, { data: { title: "By a server" } });
    expect((await post()).status()).toBe(201);
    await page.getByRole("switch", { name: "Public form on" }).click();
    await expect(page.getByText("The public form is off")).toBeVisible();
    expect((await post()).status()).toBe(404);
    await page.goto("/settings/audit-log");
    await expect(page.getByText("replaced the address of the public form of")).toBeVisible();
  });
  await website.close();
});
