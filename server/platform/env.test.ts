import { describe, expect, it } from "vitest";
import { loadEnv } from "@/server/platform/env";

describe("loadEnv", () => {
  it("names each wrong variable in a line of its own", () => {
    const wrong = { PORT: "abc", DATABASE_URL: "mysql://x", POSTERN_ALLOWED_PRIVATE_NETWORKS: "foo", POSTERN_REQUIRE_HTTPS: "yes" };
    const names = Object.keys(wrong).map((name) => expect.stringMatching(new RegExp(`^${name}: must`)));
    expect(linesOf(wrong)).toEqual(names);
  });

  it("takes digits alone for a port", () => {
    for (const PORT of [" ", "1e3", "0x10", "-1", "1.5", "65536"])
      expect(linesOf({ PORT })).toEqual([expect.stringMatching(/^PORT: must/)]);
    expect(loadEnv({ PORT: "0" }).port).toBe(0);
    expect(loadEnv({ PORT: "65535" }).port).toBe(65_535);
    expect(loadEnv({ PORT: "" }).port).toBe(3000);
  });

  it("knows a public address of https however it is written", () => {
    for (const POSTERN_PUBLIC_URL of ["https://postern.example", "HTTPS://postern.example/"]) {
      expect(loadEnv({ POSTERN_PUBLIC_URL }).isPublicUrlHttps).toBe(true);
    }
    for (const POSTERN_PUBLIC_URL of ["", "http://https.example"]) expect(loadEnv({ POSTERN_PUBLIC_URL }).isPublicUrlHttps).toBe(false);
  });

  it("refuses a connection string that cannot be taken apart, without repeating the password", () => {
    for (const rest of ["u:p@ho st/x", "u:p@127.0.0.1:999999/x", "u:p%zz@127.0.0.1/x"]) {
      expect(linesOf({ DATABASE_URL: `postgresql://${rest}` })).toEqual([expect.stringMatching(/^DATABASE_URL: must be such as/)]);
    }
    expect(loadEnv({ DATABASE_URL: "postgres://u:p%40@[::1]:5432/x?sslmode=disable" }).databaseUrl).toContain("p%40");
    expect(loadEnv({ DATABASE_URL: "postgresql:///x?host=/run/postgresql" }).databaseUrl).toContain("/run");
  });

  it("takes the embedded host unless Inngest is set up, and one key of Inngest's alone for a mistake", () => {
    expect(loadEnv({}).isInngestConfigured).toBe(false);
    expect(loadEnv({ INNGEST_DEV: "0" }).isInngestConfigured).toBe(false);
    for (const INNGEST_DEV of ["1", "true", "http://127.0.0.1:8288"]) expect(loadEnv({ INNGEST_DEV }).isInngestConfigured).toBe(true);
    expect(loadEnv({ INNGEST_EVENT_KEY: "a", INNGEST_SIGNING_KEY: "b", INNGEST_DEV: "0" }).isInngestConfigured).toBe(true);
    expect(linesOf({ INNGEST_EVENT_KEY: "a" })).toEqual(["INNGEST_SIGNING_KEY: must be set, since INNGEST_EVENT_KEY is"]);
    expect(linesOf({ INNGEST_SIGNING_KEY: "b" })).toEqual(["INNGEST_EVENT_KEY: must be set, since INNGEST_SIGNING_KEY is"]);
  });

  it("takes the three variables of OpenID Connect together or not at all", () => {
    const all = { AUTH_OIDC_ISSUER: "https://id.example.com", AUTH_OIDC_CLIENT_ID: "postern", AUTH_OIDC_CLIENT_SECRET: "s" };
    expect(loadEnv(all).oidc).toEqual({ issuer: "https://id.example.com", clientId: "postern", clientSecret: "s" });
    expect(loadEnv({}).oidc).toBeUndefined();
    expect(loadEnv({ AUTH_OIDC_ISSUER: "" }).oidc).toBeUndefined();
    expect(linesOf({ AUTH_OIDC_ISSUER: all.AUTH_OIDC_ISSUER })).toEqual([
      "AUTH_OIDC_CLIENT_ID: must be set, since AUTH_OIDC_ISSUER is",
      "AUTH_OIDC_CLIENT_SECRET: must be set, since AUTH_OIDC_ISSUER is",
    ]);
    expect(linesOf({ ...all, AUTH_OIDC_ISSUER: "id.example.com" })).toEqual([expect.stringMatching(/^AUTH_OIDC_ISSUER: must be an http/)]);
  });
});

function linesOf(source: Record<string, string>): string[] {
  try {
    loadEnv(source);
  } catch (error) {
    return error instanceof Error ? error.message.split("\n") : [];
  }
  return [];
}
