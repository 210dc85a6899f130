import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { coalesceRings } from "@/inngest/coalesce-rings";

const DUE = "webhook/deliveries.due";
let rings: (number | "now")[];
let errors: unknown[];

beforeEach(() => {
  vi.useFakeTimers({ now: new Date("2026-01-01T00:00:00.000Z") });
  rings = [];
  errors = [];
});
afterEach(() => vi.useRealTimers());

const make = () =>
  coalesceRings({
    intervalMs: 25,
    ring: async (at) => void rings.push(at ? at.getTime() - Date.parse("2026-01-01T00:00:00.000Z") : "now"),
    onError: (error) => errors.push(error),
  });

describe("coalesceRings", () => {
  it("rings at once, then gathers what follows into one ring after it", async () => {
    const jobs = make();
    for (let i = 0; i < 50; i++) await jobs.send({ name: DUE });
    expect(rings).toEqual(["now"]);
    await vi.advanceTimersByTimeAsync(25);
    expect(rings).toEqual(["now", "now"]);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(rings).toHaveLength(2);
  });

  it("rings at most every 25 ms however often it is asked", async () => {
    const jobs = make();
    for (let ms = 0; ms < 1_000; ms++) {
      await jobs.send({ name: DUE });
      await vi.advanceTimersByTimeAsync(1);
    }
    expect(rings.length).toBeGreaterThanOrEqual(39);
    expect(rings.length).toBeLessThanOrEqual(41);
  });

  it("rings once for all that falls due within one second, no sooner than it is due", async () => {
    const jobs = make();
    const at = (ms: number) => jobs.send({ name: DUE, at: new Date(Date.now() + ms) });
    await at(4_200);
    await at(4_900);
    await at(5_000);
    await at(5_001);
    expect(rings).toEqual([5_000, 6_000]);
  });

  it("rings again for a second that has come round since", async () => {
    const jobs = make();
    await jobs.send({ name: DUE, at: new Date(Date.now() + 500) });
    await vi.advanceTimersByTimeAsync(5_000);
    await jobs.send({ name: DUE, at: new Date(Date.now() - 1) });
    await jobs.send({ name: DUE, at: new Date(Date.now() + 500) });
    expect(rings).toEqual([1_000, "now", 6_000]);
  });

  it("does not fail its caller when a ring is lost, and rings anew for that time", async () => {
    let isLost = true;
    const jobs = coalesceRings({
      intervalMs: 25,
      ring: async (at) => {
        if (isLost) throw new Error("away");
        rings.push(at ? 1 : "now");
      },
      onError: (error) => errors.push(error),
    });
    const at = new Date(Date.now() + 5_000);
    await jobs.send({ name: DUE, at });
    await vi.waitFor(() => expect(errors).toHaveLength(1));
    isLost = false;
    await jobs.send({ name: DUE, at });
    expect(rings).toEqual([1]);
  });
});
