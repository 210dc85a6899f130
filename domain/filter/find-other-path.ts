import { type FilteredEvent, startOf, valuesAt } from "@/domain/filter/event-path";
import { joinPath } from "@/domain/filter/path-syntax";
import { isJsonObject } from "@/domain/json/json-object";

/**
 * Finds the path that may have been meant where a path leads to no value. Where the event has a key `System.State`, the path
 * `fields.System.State` gives `fields["System.State"]`; the reverse works too. Null where there is no such path.
 */
export function findOtherPath(event: FilteredEvent, segments: readonly string[]): string | null {
  const text = segments.join(".");
  const entity = event["entity"];
  const keys = findKeys(event, text, 0) ?? findKeys(entity, text, 0) ?? findKeys({ data: entity }, text, 0);
  if (!keys) return null;
  const { value, from } = startOf(event, keys);
  return valuesAt(value, keys, from).length === 0 ? null : keys.reduce(joinPath, "");
}

/** Finds keys, each below the one before, that make up the text from `at` when joined with dots, and that lead to a value. */
function findKeys(value: unknown, text: string, at: number): string[] | null {
  if (at > text.length) return value === null || value === undefined ? null : [];
  if (Array.isArray(value)) return findInItems(value, text, at);
  if (!isJsonObject(value)) return null;
  for (const [key, part] of Object.entries(value)) {
    const end = at + key.length;
    const isNext = text.startsWith(key, at) && (end === text.length || text[end] === ".");
    const rest = isNext ? findKeys(part, text, end + 1) : null;
    if (rest) return [key, ...rest];
  }
  return null;
}

function findInItems(items: readonly unknown[], text: string, at: number): string[] | null {
  const end = text.indexOf(".", at) === -1 ? text.length : text.indexOf(".", at);
  const index = text.slice(at, end);
  if (/^\d+$/.test(index)) {
    const rest = findKeys(items[Number(index)], text, end + 1);
    return rest && [index, ...rest];
  }
  for (const item of items) {
    const found = findKeys(item, text, at);
    if (found) return found;
  }
  return null;
}
