import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const ROOTS = ["app", "bench", "bin", "components", "domain", "e2e", "examples", "inngest", "server", "tests"];
const MAX_COLUMNS = 140;
const DOCSTRING = /^[ \t]*\/\*\*([\s\S]*?)\*\/[ \t]*\n([^\n]*)/gm;
/** A line that begins a function: a declaration, or a constant that holds an arrow function. */
const FUNCTION = /^\s*(?:export )?(?:default )?(?:async )?function\b|^\s*(?:export )?const \w+ = (?:async )?\([^)]*\)(?:: [^=]+)? =>/;
const VERB = /^[A-Z][a-z]+s\b/;
/** Openings of a sentence that is none: "Whether it is open", "What is sent". */
const FRAGMENT = /^(?:What|Whether|How|Where|Why|Which|Who|Whose|That|Of)\b/;

const sources = ROOTS.flatMap((root) =>
  readdirSync(root, { recursive: true, encoding: "utf8" })
    .map((path) => `${root}/${path.replaceAll("\\", "/")}`)
    .filter((path) => /\.(?:ts|tsx|mjs)$/.test(path)),
);

/** Returns the docstrings of a file, each with its line and the line of code that it stands above. */
function docstringsOf(content: string): { line: number; text: string; code: string }[] {
  return [...content.matchAll(DOCSTRING)].map((match) => ({
    line: content.slice(0, match.index).split("\n").length,
    text: (match[1] ?? "").replaceAll(/\n\s*\*/g, " ").trim(),
    code: match[2] ?? "",
  }));
}

/** Returns `file:line: text` of each docstring that `isFault` finds fault with. */
function findDocstrings(isFault: (docstring: { text: string; code: string }) => boolean): string[] {
  return sources.flatMap((file) =>
    docstringsOf(readFileSync(file, "utf8")).flatMap((docstring) =>
      isFault(docstring) ? [`${file}:${docstring.line}: ${docstring.text.slice(0, 80)}`] : [],
    ),
  );
}

describe("the comments", () => {
  it("of a function begin with a verb in the third person", () => {
    expect(findDocstrings(({ text, code }) => FUNCTION.test(code) && !VERB.test(text))).toEqual([]);
  });

  it("are sentences or names, never fragments that open with What, Whether or How", () => {
    expect(findDocstrings(({ text }) => FRAGMENT.test(text))).toEqual([]);
  });

  it(`keep to ${MAX_COLUMNS} columns`, () => {
    const long = sources.flatMap((file) =>
      readFileSync(file, "utf8")
        .split("\n")
        .flatMap((text, index) => (text.length > MAX_COLUMNS && /^\s*(?:\/\/|\/?\*)/.test(text) ? [`${file}:${index + 1}`] : [])),
    );
    expect(long).toEqual([]);
  });
});
