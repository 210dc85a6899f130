import { describe, expect, it } from "vitest";
import { diffLines } from "@/components/ui/diff-lines";

const told = (before: string, after: string) =>
  diffLines(before, after).map(({ kind, text }) => `${{ same: " ", added: "+", removed: "-" }[kind]}${text}`);
const numbered = (prefix: string, count: number) => Array.from({ length: count }, (_, line) => `${prefix}${line}`).join("\n");

describe("two texts compared line by line", () => {
  it("keep what they have in common", () => {
    expect(told("a\nb\nc", "a\nx\nc\nd")).toEqual([" a", "-b", "+x", " c", "+d"]);
    expect(told("a\nb", "b")).toEqual(["-a", " b"]);
    expect(told("same", "same")).toEqual([" same"]);
  });

  it("keep it in long texts, too, where they differ in little", () => {
    const long = numbered("", 5_000);
    expect(told(long, `${long}\nmore`).filter((line) => !line.startsWith(" "))).toEqual(["+more"]);
  });

  it("are one replaced by the other where too much differs to be compared", () => {
    const lines = diffLines(`same\n${numbered("a", 1_500)}`, `same\n${numbered("b", 1_500)}`);
    expect(lines.filter(({ kind }) => kind === "removed")).toHaveLength(1_501);
    expect(lines.filter(({ kind }) => kind === "added")).toHaveLength(1_501);
  });
});
