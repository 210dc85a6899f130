import { describe, expect, it } from "vitest";
import { cutText } from "@/domain/cut-text";

describe("cutText", () => {
  it.each([
    ["abc", 3, "abc"],
    ["abcd", 3, "abc"],
    ["ab😀", 4, "ab😀"],
    ["ab😀", 3, "ab"],
    ["a😀b", 3, "a😀"],
  ])("cuts %s to at most %i units and keeps whole characters: %s", (text, maxLength, expected) => {
    expect(cutText(text, maxLength)).toBe(expected);
  });
});
