import { describe, expect, it } from "vitest";
import { parseTriggerPayload } from "@/domain/event/trigger-input";

const parse = (payload: unknown) => parseTriggerPayload({ payload, organizationId: "org_1" });

describe("parseTriggerPayload", () => {
  it("keeps metadata apart and everything else as it came", () => {
    expect(parse({ metadata: { action: "Manual" }, entity: { a: 1 }, note: 5 })).toEqual({
      metadata: { action: "Manual" },
      content: { entity: { a: 1 }, note: 5 },
    });
  });

  it("wants metadata", () => {
    expect(() => parse({ entity: {} })).toThrow(/metadata/);
    expect(() => parse([])).toThrow(/JSON object/);
    expect(() => parse(undefined)).toThrow(/JSON object/);
  });

  it("refuses an entity that is no object", () => {
    expect(() => parse({ metadata: {}, entity: "x" })).toThrow(/entity/);
  });

  it("refuses another organization's id", () => {
    expect(() => parse({ metadata: { organization_id: "org_2" } })).toThrow(/metadata.organization_id/);
    expect(parse({ metadata: { organization_id: "org_1" } }).metadata).toEqual({ organization_id: "org_1" });
  });
});
