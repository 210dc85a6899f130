import { describe, expect, it } from "vitest";
import { type Batch, createBatchGate } from "@/inngest/functions/batch-gate";

/** Makes a gate for two batches, which end when they are told to. */
function makeGate() {
  const open: { end: (batch: Batch) => void; fail: (error: Error) => void }[] = [];
  const gate = createBatchGate(2, () => new Promise((end, fail) => open.push({ end, fail })));
  return { gate, open };
}

describe("createBatchGate", () => {
  it("runs as many batches at once as it may, and has one of them followed by another for those who came too late", async () => {
    const { gate, open } = makeGate();
    const [first, second] = [gate(), gate()];
    expect(await gate()).toEqual({ claimed: 0, hasMore: false });
    expect(await gate()).toEqual({ claimed: 0, hasMore: false });
    expect(open).toHaveLength(2);
    open[1]?.end({ claimed: 7, hasMore: false });
    expect(await second).toEqual({ claimed: 7, hasMore: true });
    open[0]?.end({ claimed: 8, hasMore: false });
    expect(await first).toEqual({ claimed: 8, hasMore: false });
  });

  it("leaves what one that failed was wanted for to the next that ends", async () => {
    const { gate, open } = makeGate();
    const [first, second] = [gate(), gate()];
    await gate();
    open[0]?.fail(new Error("the database was away"));
    await expect(first).rejects.toThrow("the database was away");
    const third = gate();
    expect(open).toHaveLength(3);
    open[2]?.end({ claimed: 0, hasMore: false });
    expect(await third).toEqual({ claimed: 0, hasMore: true });
    open[1]?.end({ claimed: 1, hasMore: false });
    expect(await second).toEqual({ claimed: 1, hasMore: false });
  });
});
