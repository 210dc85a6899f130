import { expect, test } from "@/e2e/support/test";

test("pages and the API's answers are compressed for who takes that, and for nobody else", async ({ request }) => {
  for (const path of ["/login", "/v1/webhooks/openapi.json"]) {
    const codingFor = async (accepted: string) =>
      (await request.get(path, { headers: { "accept-encoding": accepted } })).headers()["content-encoding"];
    expect([path, await codingFor("gzip"), await codingFor("identity")]).toEqual([path, "gzip", undefined]);
  }
});

test("what a build has named by its content is kept for good, pages are not", async ({ request }) => {
  const login = await request.get("/login");
  expect(login.headers()["cache-control"]).toContain("no-store");
  const [script] = /\/_next\/static\/[^"]+\.js/.exec(await login.text()) ?? [];
  const answer = await request.get(script ?? "");
  expect(answer.headers()["cache-control"]).toBe("public, max-age=31536000, immutable");
});

test("a redirect leads to the same place whatever a proxy says of the address", async ({ playwright, stack }) => {
  const nobody = await playwright.request.newContext({ baseURL: stack.url, storageState: { cookies: [], origins: [] } });
  const forwarded = { "x-forwarded-host": "hooks.example.com", "x-forwarded-proto": "https", "x-forwarded-for": "203.0.113.7" };
  for (const headers of [{}, forwarded]) {
    const answer = await nobody.get("/events", { headers, maxRedirects: 0 });
    expect([answer.status(), answer.headers()["location"]]).toEqual([307, "/login?callbackUrl=%2Fevents"]);
  }
  await nobody.dispose();
});

test("an action is taken from the portal's own pages, and from no other site, whatever host a proxy names", async ({ page, stack }) => {
  await page.goto("/inboxes");
  await page.getByRole("button", { name: "Create inbox" }).first().click();
  const naming = page.getByRole("dialog", { name: "Create an inbox" });
  await naming.getByLabel("Name").fill("Made by an action");
  const [sent] = await Promise.all([
    page.waitForRequest((request) => request.method() === "POST" && request.headers()["next-action"] !== undefined),
    naming.getByRole("button", { name: "Create inbox" }).click(),
  ]);
  await expect(page.getByRole("heading", { name: "Made by an action", level: 1 })).toBeVisible();

  const { "next-action": action = "", "content-type": type = "" } = sent.headers();
  const sendFrom = async (origin: string, further: Record<string, string> = {}) => {
    const headers = { "next-action": action, "content-type": type, origin, ...further };
    const answer = await page.request.post("/inboxes", { headers, data: sent.postData() ?? "", maxRedirects: 0 });
    const { data }: { data: { name: string }[] } = await (await page.request.get("/data/inboxes")).json();
    return [answer.status(), data.filter(({ name }) => name === "Made by an action").length];
  };
  expect(await sendFrom("https://elsewhere.example.com")).toEqual([403, 1]);
  expect(await sendFrom("https://elsewhere.example.com", { "x-forwarded-host": "elsewhere.example.com" })).toEqual([403, 1]);
  expect(await sendFrom("null")).toEqual([403, 1]);
  expect(await sendFrom(stack.url)).toEqual([200, 2]);
});
