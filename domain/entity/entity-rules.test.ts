import { describe, expect, it } from "vitest";
import { compareEntities, previousValues } from "@/domain/entity/diff-entity";
import { splitBody } from "@/domain/entity/entity";
import { addRelations, relationsOf, removeRelations, tagRelation } from "@/domain/entity/relations";
import { MAX_TERM_LENGTH, searchTerms } from "@/domain/entity/search-terms";
import { selectFields } from "@/domain/entity/select-fields";
import { parseJsonObject } from "@/domain/json/parse-json-object";

describe("the difference of two states", () => {
  it("has new values of what was added, and previous ones of what was updated or deleted", () => {
    const before = { a: 1, b: { c: 1, d: [1] }, gone: "x", empty: null, same: { x: [1, { y: 2 }] } };
    const after = { b: { c: 2, d: [1, 2], e: 5 }, a: 1, empty: "now", same: { x: [1, { y: 2 }] }, added: null };
    const { diff, newValues } = compareEntities(before, after);
    expect(diff).toEqual({ added: { b: { e: 5 }, added: null }, updated: { b: { c: 1, d: [1] }, empty: null }, deleted: { gone: "x" } });
    expect(newValues).toEqual({ b: { c: 2, d: [1, 2] }, empty: "now" });
    expect(previousValues(diff)).toEqual({ b: { c: 1, d: [1] }, empty: null, gone: "x" });
  });

  it("compares numbers by value, and takes any key", () => {
    const before = parseJsonObject('{"price": 19.90, "big": 1152921504606846977, "__proto__": 1}');
    const after = parseJsonObject('{"price": 1.99e1, "big": 1152921504606846978, "__proto__": 2}');
    expect(Object.keys(compareEntities(before, after).diff.updated)).toEqual(["big", "__proto__"]);
  });

  it("merges what was updated and deleted within one attribute", () => {
    const { diff } = compareEntities({ address: { city: "Cologne", zip: "1" } }, { address: { city: "Bonn" } });
    expect(previousValues(diff)).toEqual({ address: { city: "Cologne", zip: "1" } });
  });
});

describe("a body", () => {
  it("sets attributes and the title, and nothing that Postern sets itself", () => {
    const body = { _id: "x", _schema: "contact", _org: "o", _created_at: "t", _title: "Ada", _tags: ["a"], name: 1, _acl: {} };
    expect(splitBody(body)).toEqual({ attributes: { _tags: ["a"], name: 1 }, title: "Ada" });
    expect(splitBody({ a: 1 })).toEqual({ attributes: { a: 1 }, title: undefined });
  });
});

describe("relations", () => {
  const one = { attribute: "contacts", entityId: "1" };

  it("are added at the end, tagged, and removed with their attribute once it is empty", () => {
    const added = addRelations({ a: 1 }, [{ ...one, tags: ["x"] }, { ...one, entityId: "2" }, one]);
    expect(added).toEqual({ a: 1, contacts: { $relation: [{ entity_id: "1", _tags: ["x"] }, { entity_id: "2" }] } });
    expect(relationsOf(added)).toEqual([
      { ...one, tags: ["x"] },
      { ...one, entityId: "2", tags: [] },
    ]);
    expect(addRelations(added, [{ ...one, tags: ["y"] }])).toMatchObject({ contacts: { $relation: [{ _tags: ["y"] }, {}] } });
    expect(tagRelation(added, { ...one, tags: [] })).toMatchObject({ contacts: { $relation: [{ _tags: [] }, {}] } });
    expect(tagRelation(added, { ...one, entityId: "3" })).toBeNull();
    const rest = removeRelations(added, [one, { ...one, entityId: "3" }]);
    expect(rest).toEqual({ a: 1, contacts: { $relation: [{ entity_id: "2" }] } });
    expect(removeRelations(rest, [{ ...one, entityId: "2" }])).toEqual({ a: 1 });
  });

  it("are not what only looks like one", () => {
    expect(relationsOf({ a: { $relation: "x" }, b: { $relation: [1, { entity_id: 2 }, { entity_id: "3" }] }, c: [] })).toEqual([
      { attribute: "b", entityId: "3", tags: [] },
    ]);
  });
});

describe("the terms of an entity", () => {
  const termsOf = (attributes: object) => searchTerms({ organizationId: "o", title: null, attributes: { ...attributes } });

  it("are its words, anywhere and at their paths, and its whole values", () => {
    expect(termsOf({ name: "Ada O'Hara", email: [{ email: "a@b.c" }], vip: true }).sort()).toEqual(
      [
        ...["_org=o", "name=Ada O'Hara", "ada", "name:ada", "o", "name:o", "hara", "name:hara"],
        ...["email.email=a@b.c", "a", "email.email:a", "b", "email.email:b", "c", "email.email:c", "vip=true", "true", "vip:true"],
      ].sort(),
    );
  });

  it("are those of a number in its own digits and in the shortest", () => {
    expect(termsOf(parseJsonObject('{"n": 19.90}'))).toEqual(expect.arrayContaining(["n=19.90", "n=19.9"]));
  });

  it("name what it relates to, are cut at a length, and stand in one line", () => {
    const terms = termsOf({ friends: { $relation: [{ entity_id: "id-1" }] }, long: "x".repeat(300), lines: "a\nb" });
    expect(terms).toEqual(expect.arrayContaining(["$relation=id-1", "friends.$relation.entity_id=id-1", "lines=a b"]));
    expect(terms).not.toContain("id");
    expect(Math.max(...terms.map(({ length }) => length))).toBe(MAX_TERM_LENGTH);
  });
});

describe("a choice of fields", () => {
  const item = { _id: "1", name: "Ada", account: { name: "A", _files: [1] }, items: [{ _product: 1, n: 1 }, { n: 2 }] };

  it.each<[string[], object]>([
    [[], item],
    [["_id", "account"], { _id: "1", account: item.account }],
    [["account.name"], { account: { name: "A" } }],
    [["*", "!account"], { _id: "1", name: "Ada", items: item.items }],
    [["!account._files", "!items"], { _id: "1", name: "Ada", account: { name: "A" } }],
    [["account", "!account.*"], { account: {} }],
    [["**._product"], { items: [{ _product: 1 }] }],
    [["**.name"], { name: "Ada", account: { name: "A" } }],
    [["nothing"], {}],
  ])("%j", (fields, chosen) => {
    expect(selectFields(item, fields)).toEqual(chosen);
  });
});
