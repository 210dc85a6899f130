import { describe, expect, it } from "vitest";
import { classifyOutcome } from "@/domain/delivery/classify-outcome";
import type { FailureCode } from "@/domain/delivery/failure-codes";

const answer = (statusCode: number) => classifyOutcome({ type: "answer", statusCode });
const failure = (code: FailureCode) => classifyOutcome({ type: "failure", code, message: "why" });

describe("classifyOutcome", () => {
  it("takes any 2xx as success", () => {
    for (const status of [200, 201, 202, 204, 299]) expect(answer(status)).toEqual({ type: "success" });
  });

  it("retries 5xx, what is above it, and 429", () => {
    for (const status of [500, 502, 503, 504, 599, 600, 999, 429])
      expect(answer(status)).toMatchObject({ type: "failure", code: "HTTP_ERROR", isRetryable: true });
  });

  it("takes every other answer as final", () => {
    for (const status of [400, 401, 403, 404, 408, 409, 422])
      expect(answer(status)).toMatchObject({ type: "failure", code: "HTTP_ERROR", isRetryable: false });
  });

  it("takes a redirect as a failure, since none is followed", () => {
    for (const status of [301, 302, 303, 304, 307, 308])
      expect(answer(status)).toMatchObject({ type: "failure", code: "REDIRECT_NOT_FOLLOWED", isRetryable: false });
  });

  it("takes 410 as the endpoint's wish to get no more", () => {
    expect(answer(410)).toMatchObject({ type: "failure", code: "WEBHOOK_GONE", isRetryable: false });
  });

  it("takes 200 alone as success where the webhook says so, and retries every other answer but 410", () => {
    const strict = (statusCode: number) => classifyOutcome({ type: "answer", statusCode }, "200");
    expect(strict(200)).toEqual({ type: "success" });
    for (const status of [201, 204, 301, 400, 404, 429, 503]) expect(strict(status)).toMatchObject({ type: "failure", isRetryable: true });
    expect(strict(410)).toMatchObject({ code: "WEBHOOK_GONE", isRetryable: false });
  });

  it("names the status in the message", () => {
    expect(answer(404)).toMatchObject({ message: "The endpoint answered 404." });
  });

  it("retries what the network or Postern may get over, and nothing else", () => {
    for (const code of ["TIMEOUT", "DNS_ERROR", "CONNECTION_ERROR", "TLS_ERROR", "INTERNAL_ERROR"] as const)
      expect(failure(code)).toEqual({ type: "failure", code, message: "why", isRetryable: true });
    for (const code of ["BLOCKED_ADDRESS", "TRANSFORM_ERROR", "UNRESOLVED_VARIABLE", "WEBHOOK_DELETED", "WEBHOOK_DISABLED"] as const)
      expect(failure(code)).toEqual({ type: "failure", code, message: "why", isRetryable: false });
  });
});
