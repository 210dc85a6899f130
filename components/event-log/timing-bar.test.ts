import { describe, expect, it } from "vitest";
import { phasesOf } from "@/components/event-log/timing-bar";

describe("an attempt's phases", () => {
  it("add up to its whole time", () => {
    const phases = phasesOf({ dns_ms: 2, connect_ms: 3, tls_ms: 10, first_byte_ms: 20, total_ms: 40 });
    expect(phases.map(({ name, ms }) => [name, ms])).toEqual([
      ["DNS", 2],
      ["Connect", 3],
      ["TLS", 10],
      ["Waiting", 20],
      ["Rest", 5],
    ]);
  });

  it("show waiting in vain where no answer came", () => {
    expect(phasesOf({ connect_ms: 1, total_ms: 2_001 }).map(({ name, ms }) => [name, ms])).toEqual([
      ["Connect", 1],
      ["No answer", 2_000],
    ]);
  });
});
