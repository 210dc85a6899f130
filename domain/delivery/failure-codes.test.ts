import { describe, expect, it } from "vitest";
import { FAILURE_CODES, FAILURE_EXPLANATIONS, isFailureCode } from "@/domain/delivery/failure-codes";

describe("FAILURE_CODES", () => {
  it("are the contract's, each explained by a cause and a fix in whole sentences", () => {
    expect(FAILURE_CODES).toHaveLength(14);
    for (const code of FAILURE_CODES) {
      expect(FAILURE_EXPLANATIONS[code].cause).toMatch(/^[A-Z].*\.$/);
      expect(FAILURE_EXPLANATIONS[code].fix).toMatch(/^[A-Z].*\.$/);
    }
  });

  it("are told from any other text", () => {
    expect(isFailureCode("TIMEOUT")).toBe(true);
    expect(isFailureCode("timeout")).toBe(false);
    expect(isFailureCode("toString")).toBe(false);
  });
});
