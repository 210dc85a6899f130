import { describe, expect, it } from "vitest";
import { formatRate } from "@/components/overview/format-figure";

describe("a rate", () => {
  it("is rounded, but never to all or to none", () => {
    expect(formatRate(0.9436)).toBe("94.4%");
    expect(formatRate(0.99996)).toBe("99.99%");
    expect(formatRate(0.9997)).toBe("99.97%");
    expect(formatRate(0.00001)).toBe("0.1%");
    expect(formatRate(1)).toBe("100%");
    expect(formatRate(0)).toBe("0%");
  });
});
