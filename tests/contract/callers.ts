import { beforeAll, expect } from "vitest";
import type { TokenScope } from "@/domain/api-token/scopes";
import { webhookConfigAnswer } from "@/domain/webhook/webhook-config";
import { createSender, type SendRequest, type SentAnswer } from "@/tests/contract/send-request";
import type { ServedApi } from "@/tests/contract/serve-api";
import { makeOrganizationWithToken, type ProcessEnvironment } from "@/tests/support/process-environment";

/** Callers of the API with tokens of one organization. */
interface Callers {
  organizationId: string;
  /** A token with every scope. */
  asOwner: SendRequest;
  /** Tokens with the scopes read and write, and with read alone. */
  asWriter: SendRequest;
  asReader: SendRequest;
}

/** Makes an organization with its callers before the tests of a file. They are available in hooks and tests. */
export function withCallers(environment: Pick<ProcessEnvironment, "db">, api: Pick<ServedApi, "url">): Callers {
  let made: Callers | undefined;
  beforeAll(async () => {
    const { organizationId, token } = await makeOrganizationWithToken(environment.db);
    const senderOf = async (...scopes: TokenScope[]) =>
      createSender({ url: api.url, token: (await makeOrganizationWithToken(environment.db, { organizationId, scopes })).token });
    const asOwner = createSender({ url: api.url, token });
    made = { organizationId, asOwner, asWriter: await senderOf("read", "write"), asReader: await senderOf("read") };
  });
  const use = () => {
    if (!made) throw new Error("The callers are there in hooks and tests only: do not read them while the file is loaded.");
    return made;
  };
  return {
    get organizationId() {
      return use().organizationId;
    },
    asOwner: (...input) => use().asOwner(...input),
    asWriter: (...input) => use().asWriter(...input),
    asReader: (...input) => use().asReader(...input),
  };
}

export const CONFIG = { name: "Orders", eventName: "product_updated", url: "https://a.example/hooks" };

export const basic = (more: object = {}) => ({ authType: "BASIC", basicAuthConfig: { username: "ann", ...more } });
export const apiKey = (more: object = {}) => ({ authType: "API_KEY", apiKeyConfig: { keyName: "X-Key", ...more } });
export const oauth = (more: object = {}) => ({
  authType: "OAUTH_CLIENT_CREDENTIALS",
  oauthConfig: { clientId: "c", endpoint: "https://login.example/token", httpMethod: "POST", ...more },
});
export const headers = (custom_headers: object) => ({ payloadConfiguration: { custom_headers } });
/** Returns a client assertion (RFC 7521) as a parameter of OAuth. */
export const assertion = (value: string) => ({ customParameterList: [{ type: "body", key: "assertion", value }] });

/** Makes a webhook out of CONFIG and these settings. Returns its path in the API. */
export async function makeConfig(send: SendRequest, config: object): Promise<string> {
  const { status, body } = await send("POST", "/v1/webhooks/configs", { json: { ...CONFIG, ...config } });
  expect(status, JSON.stringify(body)).toBe(201);
  return `/v1/webhooks/configs/${webhookConfigAnswer.parse(body).id}`;
}

/** Returns the paths that an answer's errors name. Fails where the request was not refused as wrong. */
export function refusedAt({ status, body }: SentAnswer): string[] {
  expect(status, JSON.stringify(body)).toBe(400);
  return (body as { errors: { path: string }[] }).errors.map(({ path }) => path);
}
