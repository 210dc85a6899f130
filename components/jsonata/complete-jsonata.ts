import type { Completion, CompletionContext, CompletionResult } from "@codemirror/autocomplete";
import { syntaxTree } from "@codemirror/language";
import { JSONATA_FUNCTIONS } from "@/components/jsonata/jsonata-functions";

/** A place that an expression may name, and what is there. */
export interface KnownPath {
  path: string;
  type: string;
}

const FUNCTIONS: readonly Completion[] = [
  ...JSONATA_FUNCTIONS.map(({ name, takes, says }): Completion => ({ label: name, detail: takes, info: says, type: "function" })),
  { label: "$env", detail: ".key", info: "An environment variable that is no secret.", type: "variable" },
];

/**
 * Completes what stands before the cursor: after `$` functions, after a path the names that may follow it, at the start of a word the
 * names at the top, and, since within brackets a path goes on from where it is, every other name after them.
 */
export function createCompletion(readPaths: () => readonly KnownPath[]) {
  return (context: CompletionContext): CompletionResult | null => {
    // Names within a text or a comment mean nothing.
    if (/string|comment|regexp/.test(syntaxTree(context.state).resolveInner(context.pos, -1).name)) return null;
    const dollar = context.matchBefore(/\$[\w]*/);
    if (dollar) return { from: dollar.from, options: FUNCTIONS, validFor: /^\$\w*$/ };
    const word = context.matchBefore(/(?:[\p{L}_][\p{L}\p{N}_]*|\]|\))?(?:\.[\p{L}_][\p{L}\p{N}_]*)*\.?[\p{L}\p{N}_]*/u);
    const text = word?.text ?? "";
    if (text === "" && !context.explicit) return null;
    const before = text.slice(0, text.lastIndexOf(".") + 1);
    const options = completionsAfter(readPaths(), before);
    return options.length === 0 ? null : { from: context.pos - (text.length - before.length), options, validFor: /^[\p{L}\p{N}_]*$/u };
  };
}

/** `before`: the path so far with its last dot, such as `entity.customer.`; empty at the start of a word. */
export function completionsAfter(paths: readonly KnownPath[], before: string): Completion[] {
  const found = new Map<string, Completion>();
  for (const { path, type } of paths) {
    if (!path.startsWith(before)) continue;
    const [name = "", ...rest] = path.slice(before.length).split(".");
    if (!found.has(name)) found.set(name, { label: name, detail: rest.length > 0 ? "…" : type, type: "property", boost: 1 });
  }
  // Somewhere below: `.name` after a function or a filter goes on from a place that only an evaluation knows.
  if (found.size === 0 || before === "") {
    for (const { path, type } of paths) {
      const name = path.split(".").at(-1) ?? "";
      if (!found.has(name)) found.set(name, { label: name, detail: type, info: path, type: "property" });
    }
  }
  return [...found.values()].filter(({ label }) => /^[\p{L}_][\p{L}\p{N}_]*$/u.test(label));
}
