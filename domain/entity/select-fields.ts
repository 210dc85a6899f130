import { isJsonObject } from "@/domain/json/json-object";

/** A field's pattern: `email`, `account.*.name`, `**._product`; one that begins with `!` excludes. */
interface Pattern {
  isExcluding: boolean;
  steps: readonly string[];
}

/**
 * Returns the part of an entity that a list of fields chooses. `*` stands for one step of a path, `**` for any number of them, and
 * the items of a list are no steps. `!` excludes what the others would choose. A list of exclusions alone chooses the rest, and
 * an empty list everything.
 */
export function selectFields(item: Readonly<Record<string, unknown>>, fields: readonly string[]): Record<string, unknown> {
  if (fields.length === 0) return { ...item };
  const patterns = fields.map((field): Pattern => ({ isExcluding: field.startsWith("!"), steps: field.replace(/^!/, "").split(".") }));
  const chosen = patterns.filter(({ isExcluding }) => !isExcluding).map(({ steps }) => steps);
  const excluded = patterns.filter(({ isExcluding }) => isExcluding).map(({ steps }) => steps);
  const select = (value: unknown, wanted: readonly (readonly string[])[] | "all", unwanted: readonly (readonly string[])[]): unknown => {
    if (Array.isArray(value)) {
      const kept = value.map((part) => select(part, wanted, unwanted)).filter((part) => part !== undefined);
      return kept.length > 0 || wanted === "all" ? kept : undefined;
    }
    if (!isJsonObject(value)) return wanted === "all" ? value : undefined;
    const entries = Object.entries(value).flatMap(([key, part]) => {
      const [off, on] = [advance(unwanted, key), wanted === "all" ? "all" : advance(wanted, key)];
      if (off === "all" || (on !== "all" && on.length === 0)) return [];
      const kept = select(part, on, off);
      return kept === undefined ? [] : [[key, kept] as const];
    });
    return entries.length > 0 || wanted === "all" ? Object.fromEntries(entries) : undefined;
  };
  const selected = select(item, chosen.length === 0 ? "all" : chosen, excluded);
  return isJsonObject(selected) ? selected : {};
}

/** Returns what is left of patterns after a step of a path; `all` where one of them ends there. */
function advance(patterns: readonly (readonly string[])[], key: string): (readonly string[])[] | "all" {
  const rest: (readonly string[])[] = [];
  for (const [step, ...others] of patterns.flatMap(spread)) {
    if (step === "**") rest.push([step, ...others]);
    else if (step !== "*" && step !== key) continue;
    else if (others.length === 0) return "all";
    else rest.push(others);
  }
  return rest;
}

/** Returns the meanings of a pattern: `**` at its beginning stands for no step, too. */
function spread(pattern: readonly string[]): (readonly string[])[] {
  const [step, ...others] = pattern;
  if (step !== "**") return [pattern];
  return others.length === 0 ? [["*"]] : [pattern, ...spread(others)];
}
