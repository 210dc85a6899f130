import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type ConcurrencyLimiter, createConcurrencyLimiter, type Ticket } from "@/server/queue/concurrency-limiter";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Makes a limiter to endpoints that take `requestMs`, or that never answer when it is null. */
function openGate(options: { share?: number; maxOpen?: number; requestMs?: number | null } = {}) {
  const { share = 40, maxOpen = 2_000, requestMs = 10 } = options;
  const started: string[] = [];
  const defer: string[] = [];
  let rings = 0;
  const limiter: ConcurrencyLimiter<Ticket> = createConcurrencyLimiter({
    share: () => share,
    maxOpen,
    defer: (tickets) => defer.push(...tickets.map(({ webhookId }) => webhookId)),
    onRoom: () => {
      rings++;
    },
    now: Date.now,
  });
  const enter = (webhookId: string, count = 1, notBeforeMs?: number) => {
    for (let index = 0; index < count; index++) {
      limiter.enter({
        webhookId,
        ...(notBeforeMs !== undefined && { notBeforeMs }),
        start: () => {
          started.push(webhookId);
          return requestMs === null ? new Promise(() => {}) : new Promise((resolve) => setTimeout(resolve, requestMs));
        },
      });
    }
  };
  const countOf = (list: string[], webhookId: string) => list.filter((id) => id === webhookId).length;
  return { limiter, enter, defer, started, startedOf: (id: string) => countOf(started, id), ringCount: () => rings };
}

describe("a lane's limiter", () => {
  it("opens no more than the share to one webhook, and the next as soon as one has ended", async () => {
    const { limiter, enter, startedOf } = openGate();
    enter("a", 100);
    expect([startedOf("a"), limiter.mostOpen()]).toEqual([40, 40]);
    await vi.advanceTimersByTimeAsync(10);
    expect([startedOf("a"), limiter.mostOpen()]).toEqual([80, 40]);
    await vi.advanceTimersByTimeAsync(10);
    expect([startedOf("a"), limiter.mostOpen()]).toEqual([100, 20]);
  });

  it("puts nothing aside of a burst to an endpoint that answers", async () => {
    const { enter, startedOf, defer } = openGate({ requestMs: 20 });
    enter("a", 1_000);
    await vi.advanceTimersByTimeAsync(2_000);
    expect([startedOf("a"), defer.length]).toEqual([1_000, 0]);
  });

  it("defers what waits for an endpoint that does not answer, and nothing of others", async () => {
    const { limiter, enter, startedOf, defer } = openGate({ requestMs: null });
    enter("hanging", 100);
    enter("other", 10);
    await vi.advanceTimersByTimeAsync(400);
    expect(defer).toEqual([]);
    await vi.advanceTimersByTimeAsync(300);
    expect(defer).toEqual(Array(60).fill("hanging"));
    expect([startedOf("hanging"), startedOf("other")]).toEqual([40, 10]);
    expect(limiter.rooms()).toEqual([{ webhookId: "hanging", room: 0 }]);
  });

  it("keeps of a slow endpoint's what can be started within about a second", async () => {
    const { enter, defer, startedOf } = openGate({ share: 10, requestMs: 200 });
    enter("slow", 200);
    await vi.advanceTimersByTimeAsync(1_300);
    // Ten in 200 ms are about fifty a second.
    expect(defer.length).toBeGreaterThan(30);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(startedOf("slow") + defer.length).toBe(200);
    expect(startedOf("slow")).toBeGreaterThanOrEqual(60);
  });

  it("concludes nothing while this process itself is late", async () => {
    const { enter, defer } = openGate({ requestMs: null });
    enter("a", 100);
    vi.setSystemTime(Date.now() + 5_000);
    await vi.advanceTimersByTimeAsync(100);
    expect(defer).toEqual([]);
  });

  it("leaves room for others as the process fills up", () => {
    const { enter, startedOf } = openGate({ maxOpen: 100, requestMs: null });
    for (let index = 0; index < 12; index++) enter(`hanging-${index}`, 40);
    const open = Array.from({ length: 12 }, (_, index) => startedOf(`hanging-${index}`));
    expect(open.reduce((sum, count) => sum + count, 0)).toBeLessThan(95);
    enter("other", 1);
    expect(startedOf("other")).toBe(1);
  });

  it("tells of room where the lane holds more, and only there", async () => {
    const { limiter, enter, ringCount } = openGate({ requestMs: 100 });
    enter("a", 40);
    enter("b", 40);
    limiter.setHolding("a", true);
    expect(limiter.rooms()).toEqual([{ webhookId: "a", room: 0 }]);
    await vi.advanceTimersByTimeAsync(100);
    expect(ringCount()).toBe(40);
    // The room includes the requests that will probably start before the next claim.
    expect(limiter.rooms()).toEqual([{ webhookId: "a", room: 50 }]);
    limiter.setHolding("a", false);
    expect(limiter.rooms()).toEqual([]);
  });

  it("starts nothing before its time", async () => {
    const { enter, startedOf } = openGate();
    enter("a", 1, Date.now() + 500);
    await vi.advanceTimersByTimeAsync(499);
    expect(startedOf("a")).toBe(0);
    await vi.advanceTimersByTimeAsync(1);
    expect(startedOf("a")).toBe(1);
  });

  it("gives out what has not started, be it for the lane or for the end of the process", async () => {
    const { limiter, enter, defer, startedOf } = openGate({ requestMs: null });
    enter("a", 45);
    enter("a", 5, Date.now() + 500);
    limiter.clear("a");
    expect(defer).toHaveLength(10);
    enter("b", 45);
    expect(limiter.takeWaiting()).toHaveLength(5);
    await vi.advanceTimersByTimeAsync(1_000);
    expect([startedOf("a"), startedOf("b"), defer.length]).toEqual([40, 40, 10]);
  });
});
