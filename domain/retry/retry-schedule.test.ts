import { describe, expect, it } from "vitest";
import { parseRetryAfter, planRetry, RETRY_STEPS_MS } from "@/domain/retry/retry-schedule";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const middle = () => 0.5;

function plan(input: Partial<Parameters<typeof planRetry>[0]>) {
  return planRetry({ policy: { enabled: true, maxAttempts: 3 }, earlierFailures: 0, retryAfterMs: null, random: middle, ...input });
}

describe("planRetry", () => {
  it("waits 5 s, 5 min, 30 min, 2 h and 5 h", () => {
    const policy = { enabled: true, maxAttempts: 5 };
    const delays = [0, 1, 2, 3, 4].map((earlierFailures) => plan({ policy, earlierFailures }));
    expect(delays).toEqual([5 * SECOND, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR]);
    expect(RETRY_STEPS_MS).toHaveLength(5);
  });

  it("stops after the policy's number of retries", () => {
    expect(plan({ earlierFailures: 2 })).not.toBeNull();
    expect(plan({ earlierFailures: 3 })).toBeNull();
    expect(plan({ policy: { enabled: true, maxAttempts: 1 }, earlierFailures: 1 })).toBeNull();
    expect(plan({ policy: { enabled: true, maxAttempts: 5 }, earlierFailures: 5 })).toBeNull();
  });

  it("never retries where retries are switched off", () => {
    expect(plan({ policy: { enabled: false, maxAttempts: 3 } })).toBeNull();
  });

  it("spreads retries by up to 20 % to either side", () => {
    expect(plan({ random: () => 0 })).toBe(4 * SECOND);
    expect(plan({ random: () => 0.999_999_999 })).toBe(6 * SECOND);
  });

  it("honours Retry-After between the step and twice the step, without jitter", () => {
    expect(plan({ retryAfterMs: 7 * SECOND, random: () => 0 })).toBe(7 * SECOND);
    expect(plan({ retryAfterMs: 1 * SECOND, random: () => 0 })).toBe(5 * SECOND);
    expect(plan({ retryAfterMs: 3 * HOUR })).toBe(10 * SECOND);
  });
});

describe("parseRetryAfter", () => {
  const now = new Date("2026-03-01T12:00:00Z");

  it("reads seconds", () => {
    expect(parseRetryAfter("120", now)).toBe(120 * SECOND);
    expect(parseRetryAfter(" 0 ", now)).toBe(0);
  });

  it("reads an HTTP date, and takes one that has passed as now", () => {
    expect(parseRetryAfter("Sun, 01 Mar 2026 12:00:30 GMT", now)).toBe(30 * SECOND);
    expect(parseRetryAfter("Sun, 01 Mar 2026 11:00:00 GMT", now)).toBe(0);
  });

  it("gives nothing for what is neither", () => {
    for (const value of [undefined, "", "soon", "-5", "1.5", "12 34"]) expect(parseRetryAfter(value, now)).toBeNull();
  });
});
