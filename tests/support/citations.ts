import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, extname, join, normalize } from "node:path";

/** A place that names a file, a heading or a decision that does not exist. */
export interface DanglingCitation {
  file: string;
  line: number;
  cited: string;
}

/** The text of a comment or a paragraph, with the line on which each part of it begins. */
interface Passage {
  text: string;
  starts: { offset: number; line: number }[];
}

const NOT_SOURCES = new Set(["node_modules", "generated", "dist", "test-results", "playwright-report"]);
const SOURCES = new Set([".ts", ".tsx", ".mjs", ".css", ".prisma", ".sql", ".py", ".go", ".example"]);
const isDocument = (file: string) => extname(file) === ".md";
const COMMENT = /^\s*(?:\/\*\*?|\*\/?|\/\/\/?|#)(?:\s|$)/;

/** Returns the paths of all documents and sources under `root`, relative to it. */
export function listSources(root: string): string[] {
  return readdirSync(root, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory()) {
      if (NOT_SOURCES.has(entry.name) || entry.name.startsWith(".")) return [];
      return listSources(join(root, entry.name)).map((path) => join(entry.name, path));
    }
    return isDocument(entry.name) || SOURCES.has(extname(entry.name)) ? [entry.name] : [];
  });
}

/** Returns the citations in a source's comments, or in a document's paragraphs, that do not exist under `root`. */
export function findDanglingCitations(input: { root: string; file: string; content: string }): DanglingCitation[] {
  const { root, file, content } = input;
  const passages = isDocument(file) ? paragraphsOf(content) : commentsOf(content);
  const pathForm = formOfPaths(root);
  return passages.flatMap((passage) =>
    citationsIn(passage.text, root, file, pathForm)
      .filter(({ isThere }) => !isThere)
      .map(({ offset, cited }) => ({ file, line: passage.starts.findLast((start) => start.offset <= offset)?.line ?? 1, cited })),
  );
}

interface Citation {
  offset: number;
  cited: string;
  isThere: boolean;
}

function citationsIn(text: string, root: string, file: string, pathForm: RegExp): Citation[] {
  return [...pathsIn(text, root, pathForm), ...linksIn(text, root, file), ...headingsIn(text, root, file), ...decisionsIn(text, root)];
}

/** Returns the form of a path that begins with one of the project's folders. */
function formOfPaths(root: string): RegExp {
  const folders = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory() && /^[a-z]/.test(entry.name));
  const names = folders.flatMap(({ name }) => (NOT_SOURCES.has(name) ? [] : [name])).join("|");
  return new RegExp(`(?<![\\w@/.:$}<-]|\\]\\()(?:${names})/[\\w.()[\\]@/-]*`, "g");
}

/** Finds paths from the project's folder, such as `server/egress/line.ts`, `app/(portal)/` and, for a decision, `docs/decisions/015`. */
function pathsIn(text: string, root: string, form: RegExp): Citation[] {
  return [...text.matchAll(form)].map(({ index, 0: found }) => {
    const cited = trimEnd(found);
    const isDecision = /^docs\/decisions\/\d{3}$/.test(cited);
    return { offset: index, cited, isThere: isDecision ? isRecord(root, cited.slice(-3)) : existsSync(join(root, cited)) };
  });
}

/** Returns the path without the punctuation of its sentence, or the rest of the link whose text it is. */
function trimEnd(path: string): string {
  const trimmed = path.replace(/\]\(.*$/, "").replace(/[.\]]+$/, "");
  const isOpen = trimmed.endsWith(")") && trimmed.split("(").length < trimmed.split(")").length;
  return isOpen ? trimEnd(trimmed.slice(0, -1)) : trimmed;
}

/** Finds Markdown links to files and to their headings. Links to the web are ignored. */
function linksIn(text: string, root: string, file: string): Citation[] {
  if (!isDocument(file)) return [];
  return [...text.matchAll(/\]\((?!\w+:)([^)\s#]*)(?:#([^)\s]+))?\)/g)].map(({ index, 1: path = "", 2: anchor }) => {
    const target = path === "" ? file : normalize(join(dirname(file), path));
    const isThere = existsSync(join(root, target)) && (anchor === undefined || headingsOf(root, target).map(toAnchor).includes(anchor));
    return { offset: index, cited: `${path}${anchor === undefined ? "" : `#${anchor}`}`, isThere };
  });
}

/** Finds documents by name, with the headings in quotes after it: `contract.md "Shapes", Metadata, and "Payload"`. */
function headingsIn(text: string, root: string, file: string): Citation[] {
  return [...text.matchAll(/(?<![\w/.-]|\]\()((?:[\w-]+\/)*[\w-]+\.md)\b(?!\]|#)/g)].flatMap(({ index, 1: name = "" }) => {
    const target = [name, join(dirname(file), name), join("docs", basename(name))].find((path) => existsSync(join(root, path)));
    if (target === undefined) return [{ offset: index, cited: name, isThere: false }];
    const headings = headingsOf(root, target);
    const behind = /^(?:"[^"]*"|[^").])*/.exec(text.slice(index + name.length))?.[0] ?? "";
    return [...behind.matchAll(/"([^"]+)"/g)].map(({ 1: heading = "" }) => ({
      offset: index,
      cited: `${name} "${heading}"`,
      isThere: headings.includes(heading),
    }));
  });
}

/** Finds `decision 008`, `decisions 010 and 016`. */
function decisionsIn(text: string, root: string): Citation[] {
  return [...text.matchAll(/\bdecisions?((?:,? (?:and )?\d{3}\b)+)/gi)].flatMap(({ index, 1: numbers = "" }) =>
    [...numbers.matchAll(/\d{3}/g)].map(([number]) => ({ offset: index, cited: `decision ${number}`, isThere: isRecord(root, number) })),
  );
}

function isRecord(root: string, number: string): boolean {
  return readdirSync(join(root, "docs/decisions")).some((name) => name.startsWith(`${number}-`));
}

function headingsOf(root: string, document: string): string[] {
  if (!isDocument(document)) return [];
  return [...readFileSync(join(root, document), "utf8").matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) => heading);
}

/** Returns a heading's anchor as GitHub makes it. */
function toAnchor(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
    .replaceAll(" ", "-");
}

function paragraphsOf(content: string): Passage[] {
  return joinLines(content.split("\n").map((line) => (line.trim() === "" ? null : line)));
}

/** Returns the comments on lines of their own, several lines as one passage, and those behind code. */
function commentsOf(content: string): Passage[] {
  const lines = content.split("\n");
  const behindCode = lines.flatMap((line, index) => {
    const comment = COMMENT.test(line) ? undefined : /\s\/\/ (.*)$/.exec(line)?.[1];
    return comment === undefined ? [] : [{ text: comment, starts: [{ offset: 0, line: index + 1 }] }];
  });
  return [...joinLines(lines.map((line) => (COMMENT.test(line) ? line.replace(COMMENT, "") : null))), ...behindCode];
}

/** Returns a passage for each run of lines between null lines. */
function joinLines(lines: readonly (string | null)[]): Passage[] {
  const passages: Passage[] = [];
  let passage: Passage | null = null;
  for (const [index, line] of lines.entries()) {
    if (line === null) {
      passage = null;
      continue;
    }
    if (!passage) {
      passage = { text: "", starts: [] };
      passages.push(passage);
    }
    passage.starts.push({ offset: passage.text.length, line: index + 1 });
    passage.text += `${line.trim()} `;
  }
  return passages;
}
