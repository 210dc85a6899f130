import { beforeAll, describe, expect, it } from "vitest";
import { webhookConfigAnswer } from "@/domain/webhook/webhook-config";
import { webhookVersionList } from "@/domain/webhook/webhook-version";
import { createSender, type SendRequest } from "@/tests/contract/send-request";
import { withServedApi } from "@/tests/contract/serve-api";
import { makeOrganizationWithToken, withProcessEnvironment } from "@/tests/support/process-environment";

const environment = withProcessEnvironment();
const api = withServedApi();
let send: SendRequest;

beforeAll(async () => {
  send = createSender({ url: api.url, token: (await makeOrganizationWithToken(environment.db)).token });
});

const config = { name: "First", eventName: "product_updated", url: "https://example.com/first" };

/** Creates a webhook and changes it once. Returns its path. */
async function makeChanged(): Promise<string> {
  const { id } = webhookConfigAnswer.parse((await send("POST", "/v1/webhooks/configs", { json: config })).body);
  const path = `/v1/webhooks/configs/${id}`;
  await send("PUT", path, { json: { ...config, name: "Second", url: "https://example.com/second" } });
  return path;
}

describe("a webhook's versions", () => {
  it("are listed newest first, by page, each with who changed what", async () => {
    const path = await makeChanged();
    const first = webhookVersionList.parse((await send("GET", `${path}/versions?limit=1`)).body);
    expect(first).toMatchObject({ data: [{ version: 2, change: "updated", actor: { type: "api_token" } }], has_more: true });
    expect(first.data[0]?.changes).toEqual(
      expect.arrayContaining([
        { field: "name", before: "First", after: "Second" },
        { field: "url", before: config.url, after: "https://example.com/second" },
      ]),
    );
    const second = webhookVersionList.parse((await send("GET", `${path}/versions?cursor=${first.next_cursor}`)).body);
    expect(second).toMatchObject({ data: [{ version: 1, change: "created", changes: [] }], next_cursor: null, has_more: false });
  });

  it("are restored as a new version, once for one Idempotency-Key", async () => {
    const path = await makeChanged();
    const restore = () => send("POST", `${path}/versions/1/restore`, { headers: { "idempotency-key": "restore-first" } });
    const restored = await restore();
    expect(restored).toMatchObject({ status: 200, body: config });
    const again = await restore();
    expect(again.body).toEqual(restored.body);
    expect(again.headers.get("idempotency-replayed")).toBe("true");
    const { data } = webhookVersionList.parse((await send("GET", `${path}/versions`)).body);
    expect(data.map(({ version, change }) => [version, change])).toEqual([
      [3, "restored"],
      [2, "updated"],
      [1, "created"],
    ]);
  });

  it("are not restored over a change that the caller has not seen: 409", async () => {
    const path = await makeChanged();
    const { updatedTime } = webhookConfigAnswer.parse((await send("GET", path)).body);
    await send("PUT", path, { json: { ...config, name: "Third" } });
    expect(await send("POST", `${path}/versions/1/restore`, { json: { updatedTime } })).toMatchObject({
      status: 409,
      body: { code: "conflict" },
    });
    expect((await send("GET", path)).body).toMatchObject({ name: "Third" });
  });

  it("that are not there are 404, and what is no number 400", async () => {
    const path = await makeChanged();
    expect((await send("POST", `${path}/versions/9/restore`)).status).toBe(404);
    expect(await send("POST", `${path}/versions/first/restore`)).toMatchObject({ status: 400, body: { errors: [{ path: "version" }] } });
  });
});
