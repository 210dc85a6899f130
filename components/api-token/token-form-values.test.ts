import { describe, expect, it } from "vitest";
import { EMPTY_TOKEN, toTokenInput } from "@/components/api-token/token-form-values";
import { newApiToken } from "@/domain/api-token/api-token";

const now = new Date("2026-01-01T00:00:00.000Z");

describe("toTokenInput", () => {
  it("gives what the API takes: scopes by name, days as a moment, an empty rate as no limit", () => {
    const values = { ...EMPTY_TOKEN, name: "Shop", scopes: { ...EMPTY_TOKEN.scopes, publish: true }, ratePerSecond: " " };
    const input = toTokenInput(values, now);
    expect(input).toEqual({ name: "Shop", scopes: ["read", "publish"], expiresAt: "2026-04-01T00:00:00.000Z", ratePerSecond: null });
    expect(newApiToken.safeParse(input).success).toBe(true);
  });

  it("leaves it to the schema to refuse a rate that is no number", () => {
    expect(newApiToken.safeParse(toTokenInput({ ...EMPTY_TOKEN, name: "Shop", ratePerSecond: "fast" }, now)).success).toBe(false);
  });

  it("gives no moment for a token that does not expire", () => {
    expect(toTokenInput({ ...EMPTY_TOKEN, expiresAt: "never" }, now)).toMatchObject({ expiresAt: null });
  });
});
