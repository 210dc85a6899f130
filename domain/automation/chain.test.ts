import { describe, expect, it } from "vitest";
import { findChainFault } from "@/domain/automation/chain";

describe("findChainFault", () => {
  it("lets a flow start that did not lead to the change", () => {
    expect(findChainFault({ flowId: "a", chain: [] })).toBeNull();
    expect(findChainFault({ flowId: "a", chain: ["b", "c", "d", "e"] })).toBeNull();
  });

  it("does not let a flow start that led to the change, whatever lies between", () => {
    expect(findChainFault({ flowId: "a", chain: ["a"] })).toMatch(/itself/);
    expect(findChainFault({ flowId: "a", chain: ["a", "b"] })).toMatch(/itself/);
  });

  it("does not let a sixth flow start behind five others", () => {
    expect(findChainFault({ flowId: "f", chain: ["a", "b", "c", "d", "e"] })).toMatch(/5 automations/);
  });
});
