import { beforeAll, describe, expect, it } from "vitest";
import { auditLogAnswer } from "@/domain/audit/audit-entry";
import { createSender, type SendRequest } from "@/tests/contract/send-request";
import { withServedApi } from "@/tests/contract/serve-api";
import { makeOrganizationWithToken, withProcessEnvironment } from "@/tests/support/process-environment";

const environment = withProcessEnvironment();
const api = withServedApi();
let asOwner: SendRequest;
let asStranger: SendRequest;

beforeAll(async () => {
  const owner = await makeOrganizationWithToken(environment.db);
  const stranger = await makeOrganizationWithToken(environment.db);
  asOwner = createSender({ url: api.url, token: owner.token });
  asStranger = createSender({ url: api.url, token: stranger.token });
});

describe("GET /v1/audit-log", () => {
  it("tells what the organization's tokens did, by page and filter, and another organization nothing", async () => {
    const json = { name: "Shop", scopes: ["read", "write", "publish"] };
    const { body } = await asOwner("POST", "/v1/tokens", { json });
    const { id, token } = body as { id: string; token: string };
    const asShop = createSender({ url: api.url, token });
    await asShop("POST", "/v1/environments", { json: { key: "shop_key", type: "SecretString", value: "never told" } });

    const first = auditLogAnswer.parse((await asOwner("GET", "/v1/audit-log?limit=1")).body);
    expect(first.data).toMatchObject([{ action: "environment_variable.created", actor: { type: "api_token", id, name: "Shop" } }]);
    expect(first.has_more).toBe(true);
    const second = auditLogAnswer.parse((await asOwner("GET", `/v1/audit-log?cursor=${first.next_cursor}`)).body);
    expect(second.data).toMatchObject([{ action: "api_token.created", target: { id } }]);
    expect(JSON.stringify([first, second])).not.toMatch(/never told|pst_[\w-]{20}/);
    expect(await asOwner("GET", "/v1/audit-log?action=nothing")).toMatchObject({ status: 400, body: { errors: [{ path: "action" }] } });

    const none = { status: 200, body: { data: [], next_cursor: null, has_more: false } };
    expect(await asStranger("GET", `/v1/audit-log?cursor=${first.next_cursor}`)).toMatchObject(none);
    expect(await asStranger("GET", `/v1/audit-log?target=${id}`)).toMatchObject(none);
    expect(await asShop("GET", "/v1/audit-log")).toMatchObject({ status: 403 });
  });
});
