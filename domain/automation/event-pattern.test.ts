import { describe, expect, it } from "vitest";
import { findPatternFaults, matchesPattern } from "@/domain/automation/event-pattern";
import { parseJson } from "@/domain/json/parse-json";

/** Pairs of a pattern and values: those that match it, and those that do not. */
const TABLE: readonly [pattern: object, matching: object[], others: object[]][] = [
  [{ first_name: [null] }, [{ first_name: null }], [{}, { first_name: "" }, { first_name: "null" }]],
  [{ last_name: [""] }, [{ last_name: "" }], [{ last_name: " " }, { last_name: null }, {}]],
  [{ email: ["j.doe@email.com"] }, [{ email: "j.doe@email.com" }, { email: ["a", "j.doe@email.com"] }], [{ email: "J.Doe@email.com" }]],
  [{ type: "EntityUpdated" }, [{ type: "EntityUpdated" }], [{ type: "EntityCreated" }]],
  [{ first_name: [{ "equals-ignore-case": "john" }] }, [{ first_name: "JOHN" }], [{ first_name: "Johnny" }, {}]],
  [{ a: ["1"], b: ["2"] }, [{ a: "1", b: "2" }], [{ a: "1" }, { a: 1, b: "2" }]],
  [{ payment: ["invoice", "sepa"] }, [{ payment: "sepa" }], [{ payment: "cash" }]],
  [{ $or: [{ a: ["1"] }, { b: ["2"] }] }, [{ a: "1" }, { b: "2" }], [{ a: "2", b: "1" }, {}]],
  [{ status: [{ "anything-but": ["cancelled"] }] }, [{ status: "open" }, { status: null }], [{ status: "cancelled" }, {}]],
  [{ status: [{ "anything-but": { prefix: "can" } }] }, [{ status: "open" }], [{ status: "cancelled" }]],
  [{ price: [{ numeric: ["=", 100] }] }, [{ price: 100 }, { price: "100.0" }], [{ price: 101 }, { price: "much" }, {}]],
  [{ price: [{ numeric: [">", 10, "<=", 20] }] }, [{ price: 10.5 }, { price: 20 }], [{ price: 10 }, { price: 20.1 }]],
  [{ name: [{ exists: true }] }, [{ name: "" }, { name: null }, { name: [] }], [{}]],
  [{ name: [{ exists: false }] }, [{}], [{ name: "" }]],
  [{ number: [{ prefix: "OPP-" }] }, [{ number: "OPP-1" }], [{ number: "opp-1" }]],
  [{ number: [{ prefix: { "equals-ignore-case": "OPP-" } }] }, [{ number: "opp-1" }], [{ number: "lead-1" }]],
  [{ file: [{ suffix: ".png" }] }, [{ file: "a.png" }], [{ file: "a.png.exe" }]],
  [{ email: [{ wildcard: "*@doe.com" }] }, [{ email: "a@doe.com" }], [{ email: "a@doe.com.evil" }]],
  [{ email: [{ wildcard: "a*b*c" }] }, [{ email: "abc" }, { email: "axbxbc" }], [{ email: "acb" }, { email: "ab" }]],
  [{ name: [{ wildcard: "5\\**" }] }, [{ name: "5* hotel" }], [{ name: "5 stars" }]],
  [
    { address: { country: ["DE"] } },
    [{ address: { country: "DE" } }, { address: [{ country: "AT" }, { country: "DE" }] }],
    [{ address: "DE" }],
  ],
  [{ "updated.status": ["open"] }, [{ updated: { status: "open" } }, { "updated.status": "open" }], [{ updated: { status: "won" } }]],
];

describe("matchesPattern", () => {
  it.each(TABLE)("%j", (pattern, matching, others) => {
    for (const value of matching) expect(matchesPattern(pattern, value), JSON.stringify(value)).toBe(true);
    for (const value of others) expect(matchesPattern(pattern, value), JSON.stringify(value)).toBe(false);
  });

  it("compares numbers of any number of digits by their value", () => {
    const value = parseJson('{"id": 1152921504606846977, "price": 19.90}');
    expect(matchesPattern({ price: [19.9] }, value)).toBe(true);
    expect(matchesPattern(parseJson('{"id": [{"numeric": [">", 1152921504606846976]}]}'), value)).toBe(true);
  });

  it("finds a text behind many stars in no time", () => {
    const pattern = { name: [{ wildcard: `${"a*".repeat(2_000)}b` }] };
    const startedAtMs = performance.now();
    expect(matchesPattern(pattern, { name: "a".repeat(20_000) })).toBe(false);
    expect(performance.now() - startedAtMs).toBeLessThan(200);
  });
});

describe("findPatternFaults", () => {
  it("finds nothing wrong with patterns that can match", () => {
    for (const [pattern] of TABLE) expect(findPatternFaults(pattern, "payload"), JSON.stringify(pattern)).toEqual([]);
  });

  it.each([
    [{ a: [] }, "payload.a"],
    [{ a: { b: [{ like: "x" }] } }, "payload.a.b.0"],
    [{ a: ["x", { numeric: [">"] }] }, "payload.a.1"],
    [{ a: [{ numeric: ["about", 5] }] }, "payload.a.0"],
    [{ a: [{ exists: "yes" }] }, "payload.a.0"],
    [{ a: [{ prefix: 1 }] }, "payload.a.0"],
    [{ a: [["x"]] }, "payload.a.0"],
    [{ $or: { a: ["x"] } }, "payload.$or"],
    [{ a: [{ wildcard: "a*".repeat(501) }] }, "payload.a.0"],
    [{ a: ["x", { "anything-but": { wildcard: ["b", "a*".repeat(501)] } }] }, "payload.a.1"],
    [{ $or: [{ a: [{ prefix: 1 }] }] }, "payload.$or.0.a.0"],
  ])("names the place of what could never match, or would take long: %j", (pattern, path) => {
    expect(findPatternFaults(pattern, "payload")).toMatchObject([{ path }]);
  });
});
