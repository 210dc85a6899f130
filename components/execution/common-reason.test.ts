import { describe, expect, it } from "vitest";
import { commonReason } from "@/components/execution/common-reason";
import type { ExecutionAction } from "@/domain/automation/execution";

const skipped = (message: string): ExecutionAction => ({
  ...{ id: message, type: "trigger-event", config: { event_name: "x" }, execution_status: "skipped" },
  reason: { message, payload: {} },
});

describe("commonReason", () => {
  it("is the reason that all actions have, of an execution that did nothing", () => {
    expect(commonReason({ status: "hot", actions: [skipped("Too often."), skipped("Too often.")] })).toBe("Too often.");
    expect(commonReason({ status: "skipped", actions: [skipped("One."), skipped("Other.")] })).toBeNull();
    expect(commonReason({ status: "skipped", actions: [] })).toBeNull();
    expect(commonReason({ status: "success", actions: [skipped("One.")] })).toBeNull();
  });
});
