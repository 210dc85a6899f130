import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import Provider, { type GrantContext } from "oidc-provider";

export interface OidcProvider {
  issuer: string;
  clientId: string;
  clientSecret: string;
  stop(): Promise<void>;
}

/** The claims that the provider's login asks for and believes. */
const FIELDS = ["sub", "email", "name"] as const;

const LOGIN_PAGE = `<!doctype html><html lang="en"><title>Identity provider</title><link rel="icon" href="data:,">
<form method="post">${FIELDS.map((name) => `<label>${name} <input name="${name}"></label>`).join("")}
<label><input type="checkbox" name="email_verified"> email verified</label><button>Log in</button></form>`;

/**
 * Starts a real OpenID Connect provider on loopback. Its login asks for the claims themselves. E-mail address and name are in
 * userinfo and not in the ID token, as with most providers.
 */
export async function startOidcProvider({ redirectUri }: { redirectUri: string }): Promise<OidcProvider> {
  const accounts = new Map<string, Record<string, unknown>>();
  const client = { client_id: "postern", client_secret: "a secret of the tests that is long enough" };
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The identity provider has no port.");
  const issuer = `http://127.0.0.1:${address.port}`;
  const provider = new Provider(issuer, {
    clients: [{ ...client, redirect_uris: [redirectUri] }],
    cookies: { keys: ["a key of the tests"] },
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
    findAccount: (_context: unknown, id: string) => ({ accountId: id, claims: () => ({ ...accounts.get(id), sub: id }) }),
    loadExistingGrant: grantAll,
  });
  const answer = provider.callback();
  server.on("request", (request: IncomingMessage, response: ServerResponse) => {
    if (!request.url?.startsWith("/interaction/")) return answer(request, response);
    if (request.method !== "POST") {
      response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(LOGIN_PAGE);
      return;
    }
    void readForm(request).then((form) => {
      const accountId = form.get("sub") ?? "";
      accounts.set(accountId, {
        email: form.get("email"),
        name: form.get("name"),
        email_verified: form.has("email_verified"),
      });
      return provider.interactionFinished(request, response, { login: { accountId } });
    });
  });
  const stop = async () => {
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  };
  return { issuer, clientId: client.client_id, clientSecret: client.client_secret, stop };
}

/** Grants consent without asking. */
async function grantAll({ oidc }: GrantContext) {
  const grant = new oidc.provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId });
  grant.addOIDCScope("openid email profile");
  await grant.save();
  return grant;
}

async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return new URLSearchParams(Buffer.concat(chunks).toString("utf8"));
}
