import { type InputFault, PosternError } from "@/domain/errors";

/** The parameters that an operation takes: by their names, whether they have a single value or a list. */
export type KnownParameters = ReadonlyMap<string, "single" | "list">;

/**
 * Returns the query parameters of an address. A list is given as `k[]=a&k[]=b`, `k=a&k=b` or `k=a,b`: the published clients use
 * all three forms. Throws PosternError `invalid_input` where a parameter is not known, because a filter that is ignored would give
 * everything; and where a single value occurs twice, because nobody can know which one is meant.
 */
export function readQuery(address: string, known: KnownParameters): Record<string, string | string[]> {
  const values = new Map<string, string>();
  const lists = new Map<string, string[]>();
  for (const [given, value] of new URL(address).searchParams) {
    const listName = given.endsWith("[]") ? given.slice(0, -2) : given;
    if (known.get(listName) === "list") {
      lists.set(listName, [...(lists.get(listName) ?? []), ...value.split(",").filter((part) => part !== "")]);
      continue;
    }
    if (!known.has(given)) throw refused(given, `This query parameter is not known; remove it. ${wordsFor([...known.keys()])}`);
    if (values.has(given)) throw refused(given, "This parameter stands there more than once: give it once.");
    values.set(given, value);
  }
  return Object.fromEntries<string | string[]>([...values, ...lists]);
}

function wordsFor(known: readonly string[]): string {
  return known.length === 0 ? "This operation takes none." : `This operation takes ${known.join(", ")}.`;
}

function refused(path: string, message: string): PosternError {
  const fault: InputFault = { path, message };
  return new PosternError("invalid_input", `${path}: ${message}`, { faults: [fault] });
}
