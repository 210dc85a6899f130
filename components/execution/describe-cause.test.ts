import { describe, expect, it } from "vitest";
import { describeCause } from "@/components/execution/describe-cause";

describe("describeCause", () => {
  it.each([
    [{ type: "manual" }, "By hand"],
    [{ type: "entity_operation", operation_type: "updateEntity" }, "Record changed"],
    [{ type: "entity_operation", operation_type: "relationsAdded" }, "Relations added"],
    [{ type: "entity_activity", activity_type: "CallMade" }, "Activity CallMade"],
    [{ type: "event_catalog", event_name: "order.placed" }, "Event order.placed"],
    [{ type: "something_later" }, "something_later"],
  ])("says what %j is", (trigger, words) => {
    expect(describeCause(trigger)).toBe(words);
  });
});
