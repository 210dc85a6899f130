import { describe, expect, it } from "vitest";
import { isPosternError } from "@/domain/errors";
import { parsePublishInput } from "@/domain/event/publish-input";

const parse = (input: unknown) => parsePublishInput({ input, organizationId: "org_1" });

function faultsOf(input: unknown) {
  try {
    parse(input);
  } catch (error) {
    if (isPosternError(error) && error.code === "invalid_input") return error.faults;
    throw error;
  }
  throw new Error("the input was accepted");
}

describe("parsePublishInput", () => {
  it("takes one event", () => {
    const entity = { a: 1 };
    expect(parse({ eventName: "x", entity, event_id: "mine-1", metadata: { organization_id: "org_1", user_id: "u" } })).toEqual([
      { eventName: "x", eventId: "mine-1", metadata: { organization_id: "org_1", user_id: "u" }, content: { entity } },
    ]);
  });

  it("takes an array, in its order", () => {
    expect(parse([{ eventName: "x" }, { eventName: "y" }]).map((event) => event.eventName)).toEqual(["x", "y"]);
  });

  it("takes free data as the entity", () => {
    expect(parse({ eventName: "x", data: { a: 1 } })[0]?.content).toEqual({ entity: { a: 1 } });
  });

  it("keeps the content in one order of keys, whatever the publisher's", () => {
    const [event] = parse({
      previous_attributes: { a: 0 },
      changed_attributes: { added: {}, updated: { a: 1 }, deleted: {} },
      activity: {},
      relations: [{}],
      entity: {},
      eventName: "x",
    });
    expect(Object.keys(event?.content ?? {})).toEqual(["entity", "relations", "activity", "changed_attributes", "previous_attributes"]);
  });

  it("names the index of a fault", () => {
    expect(faultsOf([{ eventName: "x" }, { eventName: 5 }, { eventName: "x", entity: [] }])).toEqual([
      { path: "1.eventName", message: expect.any(String) },
      { path: "2.entity", message: expect.any(String) },
    ]);
    expect(faultsOf({ eventName: "" })).toEqual([{ path: "eventName", message: expect.any(String) }]);
  });

  it("refuses more than 1,000 events, and none", () => {
    expect(parse(Array.from({ length: 1_000 }, () => ({ eventName: "x" })))).toHaveLength(1_000);
    expect(faultsOf(Array.from({ length: 1_001 }, () => ({ eventName: "x" })))[0]?.message).toMatch(/at most 1,000.*1,001/);
    expect(faultsOf([])).toHaveLength(1);
  });

  it("refuses both entity and data, unknown fields, and what is no object", () => {
    expect(faultsOf({ eventName: "x", entity: {}, data: {} })[0]?.path).toBe("data");
    expect(faultsOf({ eventName: "x", payload: {} })[0]?.path).toBe("payload");
    for (const input of ["x", 5, null, undefined]) expect(faultsOf(input)[0]?.message).toMatch(/JSON object/);
    expect(faultsOf([[]])[0]?.path).toBe("0");
  });

  it("refuses another organization's id in the metadata", () => {
    expect(faultsOf([{ eventName: "x", metadata: { organization_id: "org_2" } }])[0]?.path).toBe("0.metadata.organization_id");
  });

  it("refuses metadata that is no text where text is agreed", () => {
    expect(faultsOf({ eventName: "x", metadata: { user_id: 5 } })[0]?.path).toBe("metadata.user_id");
    expect(parse({ eventName: "x", metadata: { tags: ["a"] } })[0]?.metadata).toEqual({ tags: ["a"] });
  });

  it("refuses an event id that would not fit into an address or a header", () => {
    for (const event_id of ["", "a b", "a\n", "é", "x".repeat(256)]) {
      expect(faultsOf({ eventName: "x", event_id })[0]?.path).toBe("event_id");
    }
  });

  it("refuses content nested too deep to be stored", () => {
    let entity: Record<string, unknown> = {};
    for (let depth = 0; depth < 300; depth++) entity = { entity };
    expect(faultsOf({ eventName: "x", entity })[0]).toMatchObject({ path: "entity", message: expect.stringContaining("200") });
  });
});
