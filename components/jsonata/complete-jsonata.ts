import type { Completion, CompletionContext, CompletionResult } from "@codemirror/autocomplete";
import { syntaxTree } from "@codemirror/language";
import { JSONATA_FUNCTIONS } from "@/components/jsonata/jsonata-functions";

/** A path that an expression may name, and the type of its value. */
export interface KnownPath {
  path: string;
  type: string;
}

const FUNCTIONS: readonly Completion[] = [
  ...JSONATA_FUNCTIONS.map(({ name, takes, says }): Completion => ({ label: name, detail: takes, info: says, type: "function" })),
  { label: "$env", detail: ".key", info: "An environment variable that is no secret.", type: "variable" },
];

/**
 * Returns the completion of what stands before the cursor. After `$` it offers functions. After a path it offers the names that may follow.
 * At the start of a word it offers the names at the top and, after them, every other name, because a path within brackets goes on from
 * where the brackets stand.
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

/**
 * Returns the names that may follow a path. `before` is the path so far with its last dot, such as `entity.customer.`; empty at the start
 * of a word.
 */
export function completionsAfter(paths: readonly KnownPath[], before: string): Completion[] {
  const found = new Map<string, Completion>();
  for (const { path, type } of paths) {
    if (!path.startsWith(before)) continue;
    const [name = "", ...rest] = path.slice(before.length).split(".");
    if (!found.has(name)) found.set(name, { label: name, detail: rest.length > 0 ? "…" : type, type: "property", boost: 1 });
  }
  // `.name` after a function or a filter goes on from a place that only an evaluation knows, so every name may follow.
  if (found.size === 0 || before === "") {
    for (const { path, type } of paths) {
      const name = path.split(".").at(-1) ?? "";
      if (!found.has(name)) found.set(name, { label: name, detail: type, info: path, type: "property" });
    }
  }
  return [...found.values()].filter(({ label }) => /^[\p{L}_][\p{L}\p{N}_]*$/u.test(label));
}
