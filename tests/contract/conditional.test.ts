import { beforeAll, describe, expect, it } from "vitest";
import { createSender, type SendRequest } from "@/tests/contract/send-request";
import { withServedApi } from "@/tests/contract/serve-api";
import { makeOrganizationWithToken, withProcessEnvironment } from "@/tests/support/process-environment";

const environment = withProcessEnvironment();
const api = withServedApi();
let send: SendRequest;

beforeAll(async () => {
  send = createSender({ url: api.url, token: (await makeOrganizationWithToken(environment.db)).token });
});

const CONFIGS = "/v1/webhooks/configs";
const config = { name: "Orders", eventName: "product_updated", url: "https://example.com/hooks" };

/** Creates a webhook. Returns its path, and the entity tag of its first state. */
async function make(): Promise<{ path: string; etag: string }> {
  const { body, headers } = await send("POST", CONFIGS, { json: config });
  const { id } = body as { id: string };
  return { path: `${CONFIGS}/${id}`, etag: headers.get("etag") ?? "" };
}
const put = (path: string, ifMatch: string, name: string) =>
  send("PUT", path, { json: { ...config, name }, headers: { "if-match": ifMatch } });

describe("If-Match", () => {
  it("lets a webhook be changed as long as it is in the state whose ETag was read, by nobody twice", async () => {
    const { path, etag } = await make();
    expect(etag).toMatch(/^".+"$/);
    expect((await send("GET", path)).headers.get("etag")).toBe(etag);
    const answers = await Promise.all([put(path, etag, "One"), put(path, etag, "Other")]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
    const [won] = answers.filter(({ status }) => status === 200);
    const { headers, body } = await send("GET", path);
    expect(body).toEqual(won?.body);
    expect(headers.get("etag")).toBe(won?.headers.get("etag"));
    expect(headers.get("etag")).not.toBe(etag);
  });

  it("says with 412 that the state is another by now, and neither changes nor deletes the webhook", async () => {
    const { path, etag } = await make();
    await put(path, etag, "Newer");
    for (const refused of [await put(path, etag, "Late"), await send("DELETE", path, { headers: { "if-match": etag } })]) {
      expect(refused).toMatchObject({ status: 412, body: { code: "precondition_failed", message: expect.stringContaining("ETag") } });
    }
    expect((await send("GET", path)).body).toMatchObject({ name: "Newer" });
  });

  it("matches a tag of ours that a compressing proxy has made weak or marked, and no older one", async () => {
    const { path, etag } = await make();
    const marked = (tag: string) => [
      `W/${tag}`,
      tag.replace(/"$/, '-gzip"'),
      tag.replace(/"$/, ';gzip"'),
      `W/${tag.replace(/"$/, '-br"')}`,
    ];
    let current = etag;
    for (const spelling of [0, 1, 2, 3]) {
      const answer = await put(path, marked(current)[spelling] ?? "", `Spelt ${spelling}`);
      expect([spelling, answer.status]).toEqual([spelling, 200]);
      current = answer.headers.get("etag") ?? "";
    }
    for (const older of marked(etag)) expect([older, (await put(path, older, "Late")).status]).toEqual([older, 412]);
    expect((await send("DELETE", path, { headers: { "if-match": `W/${current}` } })).status).toBe(204);
  });

  it("matches one of several states, and any with `*`", async () => {
    const { path, etag } = await make();
    expect((await put(path, `"older", ${etag}`, "Several")).status).toBe(200);
    expect((await put(path, "*", "Any")).status).toBe(200);
    expect((await send("DELETE", path, { headers: { "if-match": "*" } })).status).toBe(204);
  });

  it("may be left out", async () => {
    const { path } = await make();
    expect((await send("PUT", path, { json: config })).status).toBe(200);
    expect((await send("DELETE", path)).status).toBe(204);
  });
});
