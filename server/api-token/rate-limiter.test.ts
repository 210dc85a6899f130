import { describe, expect, it } from "vitest";
import { createRateLimiter } from "@/server/api-token/rate-limiter";

function limiterAt(startMs = 0) {
  let nowMs = startMs;
  const limiter = createRateLimiter({ clock: { now: () => new Date(nowMs) } });
  return {
    pass: (ms: number) => {
      nowMs += ms;
    },
    take: (key: string, ratePerSecond: number, atOnce?: number) => limiter.take({ key, ratePerSecond, ...(atOnce && { atOnce }) }),
  };
}

describe("createRateLimiter", () => {
  it("lets a second's requests through at once and refuses the next", () => {
    const { take } = limiterAt();
    expect([take("a", 3), take("a", 3), take("a", 3)].map(({ isAllowed, remaining }) => [isAllowed, remaining])).toEqual([
      [true, 2],
      [true, 1],
      [true, 0],
    ]);
    expect(take("a", 3)).toEqual({ isAllowed: false, limit: 3, remaining: 0, resetSeconds: 1, retryAfterSeconds: 1 });
  });

  it("gives no more than the rate in the long run, however often it is asked", () => {
    const { take, pass } = limiterAt();
    let allowed = 0;
    for (let asked = 0; asked < 1_000; asked++) {
      if (take("a", 5).isAllowed) allowed += 1;
      pass(10);
    }
    expect(allowed).toBeGreaterThanOrEqual(5 * 10);
    expect(allowed).toBeLessThanOrEqual(5 * 10 + 5);
  });

  it("fills up while a token rests, to a second's requests and no further", () => {
    const { take, pass } = limiterAt();
    for (let asked = 0; asked < 4; asked++) take("a", 4);
    pass(500);
    expect(take("a", 4)).toMatchObject({ isAllowed: true, remaining: 1 });
    pass(60_000);
    expect(take("a", 4)).toMatchObject({ remaining: 3, resetSeconds: 1 });
  });

  it("lets more through at once than a second's where it is told so, and fills up to that at the same rate", () => {
    const { take, pass } = limiterAt();
    for (let asked = 0; asked < 3; asked++) expect(take("a", 1, 3).isAllowed).toBe(true);
    expect(take("a", 1, 3)).toMatchObject({ isAllowed: false, retryAfterSeconds: 1, resetSeconds: 3 });
    pass(1_000);
    expect(take("a", 1, 3).isAllowed).toBe(true);
    expect(take("a", 1, 3).isAllowed).toBe(false);
    pass(60_000);
    expect(take("a", 1, 3)).toMatchObject({ isAllowed: true, remaining: 2 });
  });

  it("counts each token for itself", () => {
    const { take } = limiterAt();
    expect(take("a", 1).isAllowed).toBe(true);
    expect(take("a", 1).isAllowed).toBe(false);
    expect(take("b", 1).isAllowed).toBe(true);
  });

  it("gives nothing away when the clock is set back", () => {
    const { take, pass } = limiterAt(10_000);
    take("a", 1);
    pass(-5_000);
    expect(take("a", 1).isAllowed).toBe(false);
    pass(1_000);
    expect(take("a", 1).isAllowed).toBe(true);
  });
});
