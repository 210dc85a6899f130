import { describe, expect, it } from "vitest";
import { diffLines } from "@/components/webhook-history/diff-lines";

const told = (before: string, after: string) =>
  diffLines(before, after).map(({ kind, text }) => `${{ same: " ", added: "+", removed: "-" }[kind]}${text}`);

describe("two texts compared line by line", () => {
  it("keep what they have in common", () => {
    expect(told("a\nb\nc", "a\nx\nc\nd")).toEqual([" a", "-b", "+x", " c", "+d"]);
    expect(told("a\nb", "b")).toEqual(["-a", " b"]);
    expect(told("same", "same")).toEqual([" same"]);
  });

  it("are one replaced by the other where they are too long to be compared", () => {
    const long = Array.from({ length: 500 }, (_, line) => String(line)).join("\n");
    const lines = diffLines(long, `${long}\nmore`);
    expect(lines.filter(({ kind }) => kind === "removed")).toHaveLength(500);
    expect(lines.filter(({ kind }) => kind === "added")).toHaveLength(501);
  });
});
