import { describe, expect, it } from "vitest";
import { canStartFor, startingSchemas } from "@/domain/automation/starting-schemas";

const on = (type: string, configuration: object) => ({ type, configuration });

describe("startingSchemas", () => {
  it("are those that triggers name, each once, and the flow's own only where none does", () => {
    const triggers = [
      on("entity_manual", { schema: "contact" }),
      on("entity_operation", { schema: "contact", operations: ["createEntity"] }),
      on("event_catalog", { event_name: "order.placed", entity_schema: "order" }),
      on("activity", { types: ["Call"] }),
    ];
    expect(startingSchemas({ triggers, entity_schema: "account" })).toEqual(["contact", "order"]);
    expect(startingSchemas({ triggers: [on("activity", {})], entity_schema: "account" })).toEqual(["account"]);
    expect(startingSchemas({ triggers: [], entity_schema: null })).toEqual([]);
  });
});

describe("canStartFor", () => {
  it("holds for a named schema, and for any where none is named", () => {
    const flow = { triggers: [on("entity_manual", { schema: "contact" })] };
    expect([canStartFor(flow, "contact"), canStartFor(flow, "order"), canStartFor({ triggers: [] }, "order")]).toEqual([true, false, true]);
  });
});
