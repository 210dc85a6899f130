import { isJsonObject } from "@/domain/json/json-object";

/** The keywords whose values are data, in which `$ref` is a name like any other. */
const DATA: ReadonlySet<string> = new Set(["const", "enum", "default", "examples"]);

/**
 * Checks whether a reference of a JSON Schema leads back to itself by references alone, so that a check never gets anywhere. A validator
 * finds that out only when its stack is full, which takes long. Only references into the schema itself are followed (RFC 6901, section 6),
 * and none where a part of the schema has an `$id`, to which they would be relative.
 */
export function hasEndlessReference(schema: Readonly<Record<string, unknown>>): boolean {
  const found: { references: string[]; hasIds: boolean } = { references: [], hasIds: false };
  collect({ value: schema, isRoot: true, found });
  const ending = new Set<string>();
  const isEndless = (reference: string): boolean => {
    const passed = new Set<string>();
    for (let next: string | null = reference; next !== null && !ending.has(next); next = referenceAt(schema, next)) {
      if (passed.has(next)) return true;
      passed.add(next);
    }
    for (const one of passed) ending.add(one);
    return false;
  };
  return !found.hasIds && found.references.some(isEndless);
}

function collect(at: { value: unknown; isRoot: boolean; found: { references: string[]; hasIds: boolean } }): void {
  const { value, isRoot, found } = at;
  if (Array.isArray(value)) for (const part of value) collect({ value: part, isRoot: false, found });
  if (!isJsonObject(value)) return;
  if (typeof value["$ref"] === "string") found.references.push(value["$ref"]);
  if (!isRoot && typeof value["$id"] === "string") found.hasIds = true;
  for (const [key, part] of Object.entries(value)) if (!DATA.has(key)) collect({ value: part, isRoot: false, found });
}

/** Returns the reference that stands where another one leads; null where there is none. */
function referenceAt(schema: Readonly<Record<string, unknown>>, reference: string): string | null {
  if (reference !== "#" && !reference.startsWith("#/")) return null;
  let place: unknown = schema;
  for (const part of reference.split("/").slice(1)) {
    const key = decoded(part);
    if (Array.isArray(place)) place = place[Number(key)];
    else place = isJsonObject(place) && Object.hasOwn(place, key) ? place[key] : undefined;
  }
  return isJsonObject(place) && typeof place["$ref"] === "string" ? place["$ref"] : null;
}

function decoded(part: string): string {
  const text = part.replaceAll("~1", "/").replaceAll("~0", "~");
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
