import { readFileSync } from "node:fs";
import { extname } from "node:path";
import { describe, expect, it } from "vitest";
import { listSources } from "@/tests/support/citations";

const MAX_FILES = 8;
const CODE = new Set([".ts", ".tsx", ".prisma"]);
/**
 * The files that are not counted: tests, the output of the migrations command, and sample data, which uses settings as any caller
 * of the API.
 */
const NOT_COUNTED = /\.test\.ts$|^(?:tests|e2e|bench|prisma\/migrations|bin\/demo-data)\//;

describe("a setting of a webhook", () => {
  // SQL reads this setting and the rate limit depends on it, so no other single field of the form touches more files.
  it(`is told of in at most ${MAX_FILES} files, as maxRequestsPerSecond is (CONTRIBUTING.md)`, () => {
    const spelt = /max_?requests_?per_?second/i;
    const files = listSources(".").filter((file) => CODE.has(extname(file)) && !NOT_COUNTED.test(file));
    const touched = files.filter((file) => spelt.test(readFileSync(file, "utf8"))).sort();
    expect(touched.length, touched.join("\n")).toBeLessThanOrEqual(MAX_FILES);
    const guide = readFileSync("CONTRIBUTING.md", "utf8");
    expect(touched.filter((file) => !guide.includes(`\`${file}\``))).toEqual([]);
  });
});
