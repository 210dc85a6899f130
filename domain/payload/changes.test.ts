import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseJson } from "@/domain/json/parse-json";
import { writeJson } from "@/domain/json/write-json";
import { changesFromPrevious, diffAttributes, previousAttributes } from "@/domain/payload/changes";

const before = {
  name: "Old",
  gone: 1,
  note: null,
  price: { amount: 1, currency: "EUR", net: 2 },
  tags: ["a"],
  same: { deep: [1, { x: 1 }] },
};
const after = { name: "New", note: "hi", price: { currency: "EUR", amount: 2, tax: 19 }, tags: ["a", "b"], same: { deep: [1, { x: 1 }] } };

const attributes = fc.dictionary(fc.constantFrom("a", "b", "c", "__proto__", "constructor"), fc.jsonValue({ maxDepth: 3 }), { maxKeys: 4 });

describe("diffAttributes", () => {
  it("tells what was added, updated and deleted, objects attribute by attribute and arrays whole", () => {
    expect(diffAttributes(before, after)).toEqual({
      added: { note: "hi", price: { tax: 19 } },
      updated: { name: "New", price: { amount: 2 }, tags: ["a", "b"] },
      deleted: { gone: 1, price: { net: 2 } },
    });
  });

  it("compares numbers by their exact value, however they are written, and keeps their digits", () => {
    const was = parseJson('{"price":19.90,"rate":1e2,"id":1152921504606846976,"ids":[1.0,2],"was":{"total":1e400}}') as Record<
      string,
      unknown
    >;
    const is = parseJson('{"price":19.9,"rate":100.0,"id":1152921504606846977,"ids":[1,2.0],"was":{"total":1e401}}') as Record<
      string,
      unknown
    >;
    expect(writeJson(diffAttributes(was, is))).toBe('{"added":{},"updated":{"id":1152921504606846977,"was":{"total":1e401}},"deleted":{}}');
    expect(writeJson(previousAttributes(was, is))).toBe('{"id":1152921504606846976,"was":{"total":1e400}}');
    expect(diffAttributes({ a: parseJson("1.0") }, { a: "1.0" }).updated).toEqual({ a: "1.0" });
    expect(diffAttributes({ a: parseJson("1.0") }, { a: { text: "1.0" } }).updated).toEqual({ a: { text: "1.0" } });
  });

  it("takes null for no value", () => {
    expect(diffAttributes({ a: null, b: 1, c: null }, { a: 1, b: null })).toEqual({ added: { a: 1 }, updated: {}, deleted: { b: 1 } });
  });

  it("gives the whole new value where an object became something else, or the other way round", () => {
    expect(diffAttributes({ a: { x: 1 }, b: 2 }, { a: [1], b: { y: 1 } }).updated).toEqual({ a: [1], b: { y: 1 } });
  });

  it("finds nothing between equal states, whatever the order of their keys", () => {
    fc.assert(
      fc.property(attributes, (state) => {
        const reversed = Object.fromEntries(Object.entries(state).reverse());
        expect(diffAttributes(state, reversed)).toEqual({ added: {}, updated: {}, deleted: {} });
      }),
    );
  });

  it("is turned round when the states are", () => {
    fc.assert(
      fc.property(attributes, attributes, (one, other) => {
        expect(diffAttributes(one, other).added).toEqual(diffAttributes(other, one).deleted);
      }),
    );
  });
});

describe("previousAttributes", () => {
  it("is shaped like the state, and holds what changed alone", () => {
    expect(previousAttributes(before, after)).toEqual({
      name: "Old",
      gone: 1,
      note: null,
      price: { amount: 1, net: 2, tax: null },
      tags: ["a"],
    });
  });

  it("is what the changes can be told from", () => {
    fc.assert(
      fc.property(attributes, attributes, (one, other) => {
        expect(changesFromPrevious(previousAttributes(one, other), other)).toEqual(diffAttributes(one, other));
      }),
    );
  });
});
