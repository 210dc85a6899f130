import { describe, expect, it } from "vitest";
import { readQuery } from "@/app/_http/read-query";

const known = new Map([
  ["include", "list"],
  ["limit", "single"],
] as const);
const read = (query: string) => readQuery(`http://localhost/v1/entity/schemas${query}`, known);

describe("readQuery", () => {
  it("takes a list in the three forms that clients send, which mean the same", () => {
    for (const query of ["?include[]=a&include[]=b", "?include%5B%5D=a&include%5B%5D=b", "?include=a&include=b", "?include=a,b"]) {
      expect(read(`${query}&limit=5`)).toEqual({ include: ["a", "b"], limit: "5" });
    }
    expect(read("?include=a,b&include[]=c")).toEqual({ include: ["a", "b", "c"] });
  });

  it("reads a list without a value as empty, and leaves out what is not given", () => {
    expect(read("?include=")).toEqual({ include: [] });
    expect(read("")).toEqual({});
  });

  it("refuses what it does not know, a single value that stands there twice, and one in the form of a list", () => {
    for (const query of ["?x=1", "?x[]=1", "?limit[]=1", "?limit=1&limit=1", "?include[0]=a"]) {
      expect(() => read(query), query).toThrow(/not known|more than once/);
    }
  });
});
