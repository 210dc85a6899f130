import { describe, expect, it } from "vitest";
import { createInboxGate } from "@/server/inbox/inbox-gate";

function openGate() {
  let nowMs = Date.parse("2026-01-01T00:00:00Z");
  const gate = createInboxGate({ clock: { now: () => new Date(nowMs) } });
  /** Sends a request that is answered at once. Returns whether it was admitted. */
  const knock = (inboxId = "a", bytes = 0) => {
    const admission = gate.enter(inboxId);
    if (admission.type === "refused") return false;
    admission.pass.charge(bytes);
    admission.pass.leave();
    return true;
  };
  const count = (tries: number, bytes = 0) => Array.from({ length: tries }, () => knock("a", bytes)).filter(Boolean).length;
  return { gate, knock, count, wait: (ms: number) => (nowMs += ms) };
}

describe("the gate of inboxes", () => {
  it("admits 100 requests at once and 100 a second, to each inbox for itself", () => {
    const { knock, count, wait } = openGate();
    expect(count(150)).toBe(100);
    expect(knock("b")).toBe(true);
    wait(500);
    expect(count(150)).toBe(50);
    wait(60_000);
    expect(count(150)).toBe(100);
  });

  it("admits fewer, the longer their bodies are: at full length less than 2 MiB a second", () => {
    const { count, wait } = openGate();
    const bytes = 256 * 1_024;
    count(100, bytes);
    let written = 0;
    for (let second = 0; second < 60; second++) {
      wait(1_000);
      written += count(100, bytes) * bytes;
    }
    expect(written).toBeGreaterThan(0);
    expect(written / 60).toBeLessThan(2 * 2 ** 20);
  });

  it("says when to come again", () => {
    const { gate, count } = openGate();
    count(100);
    expect(gate.enter("a")).toEqual({ type: "refused", retryAfterSeconds: 1 });
    expect(gate.findRefusal("a")).toEqual({ type: "refused", retryAfterSeconds: 1 });
  });

  it("says beforehand whether it would refuse, which takes no place", () => {
    const { gate, count } = openGate();
    for (let asked = 0; asked < 150; asked++) expect(gate.findRefusal("a")).toBeNull();
    expect(count(150)).toBe(100);
  });

  it("has 60 waiting for their answers in one inbox and 600 in all, and room again as they leave, each once", () => {
    const { gate } = openGate();
    const passes = Array.from({ length: 61 }, () => gate.enter("a")).flatMap((one) => (one.type === "admitted" ? [one.pass] : []));
    expect(passes).toHaveLength(60);
    for (let inbox = 0; inbox < 9; inbox++) for (let open = 0; open < 60; open++) gate.enter(`b${inbox}`);
    expect(gate.enter("c").type).toBe("refused");
    passes[0]?.leave();
    passes[0]?.leave();
    expect(gate.enter("c").type).toBe("admitted");
    expect(gate.enter("c").type).toBe("refused");
  });
});
