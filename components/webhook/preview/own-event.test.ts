import { describe, expect, it } from "vitest";
import { readOwnEvent } from "@/components/webhook/preview/own-event";
import { writeJson } from "@/domain/json/write-json";

describe("readOwnEvent", () => {
  it("takes what could be published", () => {
    const event = { data: { givenName: "Grace" }, previous_attributes: { givenName: "Ada" }, metadata: { user_id: "u1" } };
    expect(readOwnEvent(JSON.stringify(event))).toEqual({ event, fault: null });
  });

  it("keeps its numbers digit for digit", () => {
    const text = '{"entity":{"order_id":1152921504606846977,"price":19.90},"metadata":{"rate":1e400}}';
    expect(writeJson(readOwnEvent(text).event)).toBe(text);
    expect(readOwnEvent('{"entity":19.90}').fault).toBe("entity: Give a JSON object.");
    expect(readOwnEvent("19.90").fault).toMatch(/JSON object, such as/);
  });

  it("says what is no JSON, what is no event, and where", () => {
    expect(readOwnEvent('{ "data": ').fault).toMatch(/^This is no JSON: /);
    expect(readOwnEvent("[]").fault).toMatch(/JSON object, such as/);
    expect(readOwnEvent('{ "entity": "x" }').fault).toBe("entity: Give a JSON object.");
    expect(readOwnEvent('{ "relation": [], "activity": 5 }').fault).toMatch(/^activity: .*\(and 1 more\)$/);
  });
});
