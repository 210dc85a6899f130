import { expect, it, vi } from "vitest";

it("offers single sign-on where a provider is configured, and passwords alone where none is", async () => {
  const offered = async () => {
    vi.resetModules();
    const { getAuthOptions } = await import("@/app/api/auth/auth-options");
    return getAuthOptions().providers.map(({ id }) => id);
  };
  expect(await offered()).toEqual(["credentials"]);
  vi.stubEnv("AUTH_OIDC_ISSUER", "https://id.example.com");
  vi.stubEnv("AUTH_OIDC_CLIENT_ID", "postern");
  vi.stubEnv("AUTH_OIDC_CLIENT_SECRET", "secret");
  expect(await offered()).toEqual(["credentials", "oidc"]);
  vi.unstubAllEnvs();
  vi.resetModules();
});

it("keeps the cause to itself when a sign-in fails for a reason that is ours", async () => {
  vi.stubEnv("DATABASE_URL", "postgresql://postgres:secret@127.0.0.1:1/postern");
  vi.stubEnv("POSTERN_SECRET_KEY", Buffer.alloc(32).toString("base64"));
  vi.stubEnv("LOG_LEVEL", "silent");
  const { getAuthOptions } = await import("@/app/api/auth/auth-options");
  const provider = getAuthOptions().providers[0]?.options as { authorize(credentials: unknown): Promise<unknown> } | undefined;
  await expect(provider?.authorize({ email: "ada@example.com", password: "a long enough password" })).rejects.toThrow(/^unavailable$/);
});
