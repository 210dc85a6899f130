import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { findDanglingCitations, listSources } from "@/tests/support/citations";

const root = process.cwd();
const citedBy = (file: string, content: string) =>
  findDanglingCitations({ root, file, content }).map(({ line, cited }) => `${line}: ${cited}`);

describe("what comments and documents cite", () => {
  it("exists: files, headings of documents, and decisions", () => {
    const dangling = listSources(root)
      .flatMap((file) => findDanglingCitations({ root, file, content: readFileSync(file, "utf8") }))
      .map(({ file, line, cited }) => `${file}:${line} cites ${cited}`);
    expect(dangling).toEqual([]);
  });
});

describe("findDanglingCitations", () => {
  it("follows paths in comments, and names the line of one that leads nowhere", () => {
    const behindCode = ["const a = 1;", "// (app/(portal)/no-page/)"].join(" ");
    const content = `/**\n * See server/context.ts and\n * server/nothing-there.ts.\n */\n${behindCode}\n`;
    expect(citedBy("x.ts", content)).toEqual(["3: server/nothing-there.ts", "5: app/(portal)/no-page/"]);
    expect(citedBy("x.ts", 'const path = "server/nothing-there.ts";\n')).toEqual([]);
  });

  it("looks for the headings of a document, also where the citation goes on in the next line", () => {
    const content = '/**\n * The rule (contract.md "Publish", and\n * "No such heading"; contract.md, "GET, HEAD, OPTIONS").\n */\n';
    expect(citedBy("x.ts", content)).toEqual(['2: contract.md "No such heading"']);
    expect(citedBy("x.ts", "// As law.md says.\n")).toEqual(["1: law.md"]);
  });

  it("knows decisions by their numbers", () => {
    const content = "// decisions 001 and 999; docs/decisions/006, docs/decisions/998.\n";
    expect(citedBy("x.ts", content)).toEqual(["1: docs/decisions/998", "1: decision 999"]);
  });

  it("follows a document's links from its own folder, to the heading", () => {
    const content = "[a](contract.md#time) and\n[b](contract.md#tide), [c](nothing.md), [d](https://example.com/x.md)\n";
    expect(citedBy("docs/x.md", content)).toEqual(["2: contract.md#tide", "2: nothing.md"]);
  });
});
