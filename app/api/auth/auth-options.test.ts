import { expect, it } from "vitest";
import { getAuthOptions } from "@/app/api/auth/auth-options";
import { holdTestProcess } from "@/tests/support/process-environment";

it("offers single sign-on where a provider is configured, and passwords alone where none is", () => {
  const offered = () => getAuthOptions().providers.map(({ id }) => id);
  holdTestProcess();
  expect(offered()).toEqual(["credentials"]);
  holdTestProcess({ AUTH_OIDC_ISSUER: "https://id.example.com", AUTH_OIDC_CLIENT_ID: "postern", AUTH_OIDC_CLIENT_SECRET: "secret" });
  expect(offered()).toEqual(["credentials", "oidc"]);
});

it("keeps the cause to itself when a sign-in fails for a reason that is ours", async () => {
  holdTestProcess({ DATABASE_URL: "postgresql://postgres:secret@127.0.0.1:1/postern" });
  const provider = getAuthOptions().providers[0]?.options as { authorize(credentials: unknown): Promise<unknown> } | undefined;
  await expect(provider?.authorize({ email: "ada@example.com", password: "a long enough password" })).rejects.toThrow(/^unavailable$/);
});

it("leads nowhere but to the portal's own pages after a sign-in, whatever address was asked for", () => {
  holdTestProcess();
  const baseUrl = "http://127.0.0.1:43310";
  const lead = (url: string) => getAuthOptions().callbacks?.redirect?.({ url, baseUrl });
  expect(lead(`${baseUrl}/events?status=failed`)).toBe(`${baseUrl}/events?status=failed`);
  expect(lead("/events")).toBe(`${baseUrl}/events`);
  expect(lead(baseUrl)).toBe(`${baseUrl}/`);
  for (const url of [
    `${baseUrl}.evil.test/`,
    `${baseUrl}@evil.test/`,
    `${baseUrl}//evil.test`,
    "https://evil.test",
    "//evil.test",
    "http://[",
  ]) {
    expect(lead(url), url).toBe(`${baseUrl}/`);
  }
});
