import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const MAX_README_LINES = 140;
const MAX_COLUMNS = 120;

const records = readdirSync("docs/decisions").filter((name) => name !== "README.md");
const documents = ["README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md", ...inDocs()];

function inDocs(): string[] {
  return readdirSync("docs").flatMap((name) => (name.endsWith(".md") ? [`docs/${name}`] : []));
}

/** Returns the lines of sentences, without those of tables, code, headings and HTML. */
function proseOf(content: string): { line: number; text: string }[] {
  let isCode = false;
  return content.split("\n").flatMap((text, index) => {
    const isFence = text.trimStart().startsWith("```");
    if (isFence) isCode = !isCode;
    return isCode || isFence || /^\s*[|<#]/.test(text) ? [] : [{ line: index + 1, text }];
  });
}

describe("the documents", () => {
  it("keep the README short", () => {
    expect(readFileSync("README.md", "utf8").trimEnd().split("\n").length).toBeLessThanOrEqual(MAX_README_LINES);
  });

  it(`keep their sentences within ${MAX_COLUMNS} columns`, () => {
    const long = documents.flatMap((file) =>
      proseOf(readFileSync(file, "utf8")).flatMap(({ line, text }) => (text.length > MAX_COLUMNS ? [`${file}:${line}`] : [])),
    );
    expect(long).toEqual([]);
  });
});

describe("the decisions", () => {
  it("have one form: number and title, date, context, choice, consequences", () => {
    for (const record of records) {
      const content = readFileSync(`docs/decisions/${record}`, "utf8");
      const number = record.slice(0, 3);
      expect(content, record).toMatch(new RegExp(`^# ${number} · \\S.*\\n\\n\\d{4}-\\d\\d-\\d\\d\\n\\n## Context\\n`));
      const headings = [...content.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
      expect(headings, record).toEqual(["Context", "Choice", "Consequences"]);
    }
    expect(new Set(records.map((record) => record.slice(0, 3))).size).toBe(records.length);
  });

  it("stand in the index, each in one line and in the order of their numbers", () => {
    const index = readFileSync("docs/decisions/README.md", "utf8");
    const rows = [...index.matchAll(/^\| \[(\d{3}) · [^\]]+\]\(([^)]+)\) \| .+ \|$/gm)].map(([, number, file]) => [number, file]);
    expect(rows).toEqual(records.sort().map((record) => [record.slice(0, 3), record]));
  });
});
