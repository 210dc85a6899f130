import { describe, expect, it } from "vitest";
import { isPosternError } from "@/domain/errors";
import { parseTriggerPayload } from "@/domain/event/trigger-input";

const parse = (payload: unknown) => parseTriggerPayload({ payload, organizationId: "org_1" });

function faultsOf(payload: unknown) {
  try {
    parse(payload);
  } catch (error) {
    if (isPosternError(error) && error.code === "invalid_input") return error.faults;
    throw error;
  }
  throw new Error("the payload was accepted");
}

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

  it("refuses an entity, relations and an activity that publishing would refuse", () => {
    expect(faultsOf({ metadata: {}, entity: "x", relations: 5, activity: [] })).toEqual([
      { path: "entity", message: "Give a JSON object." },
      { path: "relations", message: "Give an array of JSON objects." },
      { path: "activity", message: "Give a JSON object." },
    ]);
    expect(faultsOf({ metadata: {}, relations: [{}, 5] })).toMatchObject([{ path: "relations" }]);
    const content = { relations: [{ _id: "1" }], activity: { type: "call" } };
    expect(parse({ metadata: {}, ...content }).content).toEqual(content);
  });

  it("names the field that is nested too deeply, whichever it is", () => {
    let deep: unknown = {};
    for (let depth = 0; depth < 5_000; depth++) deep = { deep };
    for (const field of ["metadata", "entity", "activity", "note"]) {
      expect(faultsOf({ metadata: {}, [field]: deep })).toEqual([{ path: field, message: expect.stringContaining("200 levels") }]);
    }
    expect(faultsOf({ metadata: {}, relations: [deep] })).toMatchObject([{ path: "relations" }]);
    expect(faultsOf({ metadata: {}, rate: Number.POSITIVE_INFINITY })).toMatchObject([{ path: "rate" }]);
  });

  it("refuses another organization's id", () => {
    expect(() => parse({ metadata: { organization_id: "org_2" } })).toThrow(/metadata.organization_id/);
    expect(parse({ metadata: { organization_id: "org_1" } }).metadata).toEqual({ organization_id: "org_1" });
  });
});
