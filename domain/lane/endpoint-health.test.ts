import { describe, expect, it } from "vitest";
import type { FailureCode } from "@/domain/delivery/failure-codes";
import { endpointHealth } from "@/domain/lane/endpoint-health";

const unanswered = (code: FailureCode, isRetryable = true) => endpointHealth({ error: { code }, statusCode: null, isRetryable });
const answered = (statusCode: number, code: FailureCode = "HTTP_ERROR") =>
  endpointHealth({ error: { code }, statusCode, isRetryable: statusCode >= 500 });

describe("endpointHealth", () => {
  it("takes a success as working", () => {
    expect(endpointHealth({ error: null, statusCode: 204, isRetryable: false })).toBe("working");
  });

  it("takes time-outs, broken connections and 5xx for an endpoint that is away", () => {
    for (const code of ["TIMEOUT", "DNS_ERROR", "CONNECTION_ERROR", "TLS_ERROR"] as const) expect(unanswered(code)).toBe("away");
    for (const status of [500, 502, 503, 599]) expect(answered(status)).toBe("away");
    expect(unanswered("OAuthTokenExchangeError")).toBe("away");
  });

  it("takes every other answer, and what is refused for good, for an endpoint that is there", () => {
    for (const status of [201, 301, 400, 401, 404, 429]) expect(answered(status)).toBe("refusing");
    expect(answered(410, "WEBHOOK_GONE")).toBe("refusing");
    expect(unanswered("OAuthTokenExchangeError", false)).toBe("refusing");
    for (const code of ["BLOCKED_ADDRESS", "TRANSFORM_ERROR", "UNRESOLVED_VARIABLE"] as const)
      expect(unanswered(code, false)).toBe("refusing");
  });

  it("learns nothing from a fault of ours or a webhook that is switched off", () => {
    for (const code of ["INTERNAL_ERROR", "WEBHOOK_DISABLED", "WEBHOOK_DELETED"] as const) expect(unanswered(code)).toBe("unknown");
  });
});
