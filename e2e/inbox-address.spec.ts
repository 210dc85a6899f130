import { expect, test } from "@/e2e/support/test";

test("a delivery arrives at an inbox of the installation's own, verified", async ({ api }) => {
  const inbox = await api.createInbox({ name: "Try it" });
  const webhook = await api.createWebhook({ name: "To the inbox", eventName: "client.deleted", url: inbox.url });
  await api.publish({ eventName: "client.deleted", data: { id: "c-1" } });
  await expect.poll(async () => (await api.listInboxRequests(inbox.id)).length).toBe(1);
  const [request] = await api.listInboxRequests(inbox.id);
  expect(request).toMatchObject({ method: "POST", signature: "verified", webhookId: webhook.id, answered: { status: 200 } });
  expect(Object.keys(request?.headers ?? {})).toEqual(expect.arrayContaining(["webhook-id", "webhook-timestamp", "webhook-signature"]));
  expect(Object.keys(request?.headers ?? {}).filter((name) => name.startsWith("x-forwarded"))).toEqual([]);
  await api.deleteWebhook(webhook.id);
});

test("a request arrives at an inbox whose address was written with a slash at its end", async ({ api }) => {
  const inbox = await api.createInbox({ name: "With a slash" });
  for (const method of ["POST", "PUT", "DELETE"]) {
    const answer = await fetch(`${inbox.url}/?a=1`, { method, body: "x", redirect: "manual" });
    expect([method, answer.status]).toEqual([method, 200]);
  }
  expect((await api.listInboxRequests(inbox.id)).map(({ method }) => method)).toEqual(["DELETE", "PUT", "POST"]);
});

test.describe("whoever opens an inbox's address in a browser", () => {
  test.use({ expectedErrors: /Content Security Policy|sandboxed/ });

  test("has nothing of it run under the portal's origin, and leaves no session there", async ({ page, api }) => {
    const body = "<title>x</title><h1>Hello</h1><script>document.title = 'ran'</script><form action='/login'><button>Go</button></form>";
    const inbox = await api.createInbox({ answer: { body, headers: { "Content-Type": "text/html" } } });
    const answer = await page.goto(inbox.url);
    expect(answer?.headers()["content-security-policy"]).toMatch(/^sandbox; default-src 'none'; form-action 'none'/);
    await expect(page.getByRole("heading", { name: "Hello" })).toBeVisible();
    await expect(page).toHaveTitle("x");
    expect(await page.context().cookies()).not.toEqual([]);
    const [request] = await api.listInboxRequests(inbox.id);
    expect(request).toMatchObject({ method: "GET", signature: "unsigned", headers: { cookie: "[not kept]" } });
  });
});
