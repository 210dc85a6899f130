import { createPublicKey } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { createdWebhookAnswer } from "@/domain/webhook/webhook-config";
import { createSender, type SendRequest } from "@/tests/contract/send-request";
import { withServedApi } from "@/tests/contract/serve-api";
import { makeOrganizationWithToken, withProcessEnvironment } from "@/tests/support/process-environment";

const environment = withProcessEnvironment();
const api = withServedApi();
let organizationId: string;
let send: SendRequest;

beforeAll(async () => {
  const made = await makeOrganizationWithToken(environment.db);
  ({ organizationId } = made);
  send = createSender({ url: api.url, token: made.token });
});

async function makeConfig() {
  const json = { name: "Orders", eventName: "product_updated", url: "https://example.com/hooks" };
  return createdWebhookAnswer.parse((await send("POST", "/v1/webhooks/configs", { json })).body);
}

describe("POST …/rotate-secret", () => {
  it("answers the webhook with its new signing secret, which no later answer shows; the body may be absent", async () => {
    const made = await makeConfig();
    const path = `/v1/webhooks/configs/${made.id}`;
    const rotated = createdWebhookAnswer.parse((await send("POST", `${path}/rotate-secret`)).body);
    expect(rotated).toMatchObject({ id: made.id, name: "Orders", signingSecret: expect.stringMatching(/^whsec_/) });
    expect(rotated.signingSecret).not.toBe(made.signingSecret);
    expect((await send("POST", `${path}/rotate-secret`, { json: { overlapHours: 0 } })).status).toBe(200);
    expect(JSON.stringify([await send("GET", path), await send("GET", "/v1/webhooks/configs")])).not.toContain("whsec_");
  });

  it("answers 400 for what is no overlap, 403 without the scope write, 404 for an unknown webhook", async () => {
    const { id } = await makeConfig();
    const path = `/v1/webhooks/configs/${id}/rotate-secret`;
    for (const [json, field] of [
      [{ overlapHours: 169 }, "overlapHours"],
      [{ overlapHours: "1" }, "overlapHours"],
      [{ hours: 1 }, "hours"],
      [[], ""],
    ] as const) {
      expect(await send("POST", path, { json })).toMatchObject({ status: 400, body: { errors: [{ path: field }] } });
    }
    const reader = await makeOrganizationWithToken(environment.db, { organizationId, scopes: ["read", "publish"] });
    expect(await createSender({ url: api.url, token: reader.token })("POST", path)).toMatchObject({ status: 403 });
    expect(await send("POST", "/v1/webhooks/configs/unknown/rotate-secret")).toMatchObject({ status: 404 });
  });
});

describe("GET /v1/webhooks/.well-known/jwks.json", () => {
  it("gives anyone the key of getPublicKey as a JSON Web Key", async () => {
    const answer = await fetch(`${api.url}/v1/webhooks/.well-known/jwks.json`);
    expect(answer.status).toBe(200);
    const { keys } = (await answer.json()) as { keys: Record<string, string>[] };
    const { body } = await send("GET", `/v1/webhooks/.well-known/public-key?orgId=${organizationId}`);
    const pem = (body as { public_key: string }).public_key;
    expect(keys).toEqual([
      { ...createPublicKey(pem).export({ format: "jwk" }), kid: expect.stringMatching(/^key_/), use: "sig", alg: "EdDSA" },
    ]);
  });
});
