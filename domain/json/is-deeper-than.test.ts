import { describe, expect, it } from "vitest";
import { isDeeperThan } from "@/domain/json/is-deeper-than";

const nested = (levels: number) => `${"[".repeat(levels)}${"]".repeat(levels)}`;

describe("the depth of a JSON text", () => {
  it("is that of its arrays and objects, at any place of it", () => {
    expect(isDeeperThan("1", 0)).toBe(false);
    expect(isDeeperThan(nested(200), 200)).toBe(false);
    expect(isDeeperThan(nested(201), 200)).toBe(true);
    expect(isDeeperThan(`{"a":${'{"b":'.repeat(200)}1${"}".repeat(200)}}`, 200)).toBe(true);
    expect(isDeeperThan(`[${Array(1_000).fill(nested(100)).join(",")},${nested(200)}]`, 200)).toBe(true);
    expect(isDeeperThan(`[${Array(1_000).fill(nested(199)).join(",")}]`, 200)).toBe(false);
  });

  it("takes no account of brackets in strings and names", () => {
    expect(isDeeperThan(JSON.stringify({ "[[[": "[{[", b: '\\"[[', c: "\\" }), 1)).toBe(false);
    expect(isDeeperThan(`["\\\\",[["\\"[[["]]]`, 3)).toBe(false);
    expect(isDeeperThan(`["\\\\",[["\\"[[["]]]`, 2)).toBe(true);
  });

  it("ends with a text that breaks off", () => {
    expect(isDeeperThan('["[[[', 1)).toBe(false);
    expect(isDeeperThan('["\\', 1)).toBe(false);
  });
});
