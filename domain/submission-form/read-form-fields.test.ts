import { describe, expect, it } from "vitest";
import { readFormFields } from "@/domain/submission-form/read-form-fields";

describe("the fields of a form", () => {
  it.each<[string, object]>([
    ["title=Solar+panels&message=Gr%C3%BC%C3%9Fe%0D%0A", { title: "Solar panels", message: "Grüße\r\n" }],
    ["customer[email]=ada@example.com&customer[address][city]=Bonn", { customer: { email: "ada@example.com", address: { city: "Bonn" } } }],
    ["wish=solar&wish=heat&wish=gas", { wish: ["solar", "heat", "gas"] }],
    ["wish[]=solar", { wish: ["solar"] }],
    ["customer[tags][]=a&customer[tags][]=b", { customer: { tags: ["a", "b"] } }],
    ["customer[0]=a", { customer: { "0": "a" } }],
    ["a[b=1&]=2&a.b=3", { "a[b": "1", "]": "2", "a.b": "3" }],
    ["empty=&flag", { empty: "", flag: "" }],
    ["", {}],
  ])("%s are read as they are meant", (text, fields) => {
    expect(readFormFields(text)).toEqual(fields);
  });

  it("may have any name, and change no object but their own", () => {
    const fields = readFormFields("__proto__[polluted]=1&constructor[prototype]=2&toString=3");
    expect(Object.keys(fields)).toEqual(["__proto__", "constructor", "toString"]);
    expect({}).not.toHaveProperty("polluted");
  });

  it.each([
    ["a=1&a[b]=2", "a[b]"],
    ["a[b]=1&a=2", "a"],
    ["a[]=1&a[b]=2", "a[b]"],
    ["a[][b]=1", "a[][b]"],
    ["a[b][c][d][e][f]=1", "a[b][c][d][e][f]"],
  ])("%s are refused, with the field's name", (text, path) => {
    expect(() => readFormFields(text)).toThrow(
      expect.objectContaining({ code: "invalid_input", faults: [{ path, message: expect.any(String) }] }),
    );
  });
});
