import { describe, expect, it } from "vitest";
import { MappingFault, mapAttributes, mappingAttribute } from "@/domain/automation/mapping-attribute";

const source = {
  name: "Ann",
  tags: ["a"],
  address: [{ city: "Bonn" }, { city: "Köln" }],
  steps: [{ "Product Info": { price: 5 } }],
  none: null,
};
const map = (mappings: object[], before: object = {}) =>
  mapAttributes({ mappings: mappings.map((one) => mappingAttribute.parse(one)), source, before: { ...before } });

describe("mapAttributes", () => {
  it("sets, copies and appends, in the newer form", () => {
    expect(
      map(
        [
          { target: "status", operation: { _set: "won" } },
          { target: "number", operation: 5 },
          { target: "first_name", operation: { _copy: "name" } },
          { target: "city", operation: { _copy: "$.address[0].city" } },
          { target: "cities", operation: { _copy: "address.city" } },
          { target: "price", operation: { _copy: "steps[0]['Product Info'].price" } },
          { target: "tags", operation: { _append: ["new", { _copy: "tags" }], _uniq: true } },
          { target: "contact", operation: { name: { _copy: "name" }, kind: "lead", gone: { _copy: "gone" } } },
        ],
        { tags: ["old", "new"] },
      ),
    ).toEqual({
      status: "won",
      number: 5,
      first_name: "Ann",
      city: "Bonn",
      cities: ["Bonn", "Köln"],
      price: 5,
      tags: ["old", "new", "a"],
      contact: { name: "Ann", kind: "lead" },
    });
  });

  it("sets, copies and appends, in the older form", () => {
    expect(
      map(
        [
          { mode: "set_value", target: "status", value: "won" },
          { mode: "copy_if_exists", target: "first_name", source: "name" },
          { mode: "copy_if_exists", target: "gone", source: "gone" },
          { mode: "append_if_exists", target: "tags", source: "tags" },
          { mode: "append_if_exists", target: "phone", value_json: '[{"phone":"1","at":2}]', target_unique: ["phone"] },
        ],
        { phone: [{ phone: "1", at: 1 }] },
      ),
    ).toEqual({ status: "won", first_name: "Ann", tags: ["a"], phone: [{ phone: "1", at: 1 }] });
  });

  it("sets a value within an attribute and leaves the rest of it as it is", () => {
    const before = { address: [{ city: "Bonn", zip: "1" }] };
    expect(map([{ target: "address[0].city", operation: "Ulm" }], before)).toEqual({ address: [{ city: "Ulm", zip: "1" }] });
    expect(
      map([
        { target: "a.b", operation: 1 },
        { target: "a.c", operation: 2 },
      ]),
    ).toEqual({ a: { b: 1, c: 2 } });
    expect(before.address[0]?.city).toBe("Bonn");
  });

  it("cannot set a value where there is no place for it", () => {
    expect(() => map([{ target: "name.first", operation: 1 }], { name: "Ann" })).toThrow(MappingFault);
    expect(() => map([{ target: "list[3]", operation: 1 }], { list: [] })).toThrow(MappingFault);
    expect(() => map([{ mode: "append_if_exists", target: "a", value_json: "{" }])).toThrow(MappingFault);
  });

  it("copies a null, and cannot be led to what every object has", () => {
    expect(
      map([
        { target: "none", operation: { _copy: "none" } },
        { target: "x", operation: { _copy: "constructor" } },
      ]),
    ).toEqual({ none: null });
  });
});

describe("mappingAttribute", () => {
  it.each([{ target: "a" }, { mode: "delete", target: "a" }, { target: "a", operation: { _copy: 5 } }, { target: "", operation: 1 }])(
    "takes nothing that could not be made: %j",
    (given) => expect(mappingAttribute.safeParse(given).success).toBe(false),
  );
});
