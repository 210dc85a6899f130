/** One end of a range. A number is compared as a number, a text as a text; times are texts. */
export interface Bound {
  value: string | number;
  isInclusive: boolean;
}

/** A question about entities, from whichever language it was asked in. A field is a dot path; null means any field. */
export type EntityQuery =
  | { type: "all" }
  /** The text as one value in words, whatever their capitals; with `isPrefix` its last word may go on. */
  | { type: "text"; field: string | null; text: string; isPrefix: boolean }
  /** One whole value, with its capitals. */
  | { type: "value"; field: string; value: string }
  | { type: "exists"; field: string }
  | { type: "range"; field: string; lower: Bound | null; upper: Bound | null }
  | { type: "and" | "or"; of: readonly EntityQuery[] }
  | { type: "not"; of: EntityQuery };

/** Returns the conjunction or disjunction of queries; of one, that one. */
export function combine(type: "and" | "or", of: readonly EntityQuery[]): EntityQuery {
  const [first, ...rest] = of;
  return first && rest.length === 0 ? first : { type, of };
}

/** Returns a field without the `.keyword` that asks Elasticsearch for whole values, and whether it was there. */
export function splitKeyword(field: string): { field: string; isKeyword: boolean } {
  return field.endsWith(".keyword") ? { field: field.slice(0, -".keyword".length), isKeyword: true } : { field, isKeyword: false };
}

/** Returns all parts of a query that are no combination of others. */
export function leavesOf(query: EntityQuery): EntityQuery[] {
  if (query.type === "and" || query.type === "or") return query.of.flatMap(leavesOf);
  return query.type === "not" ? leavesOf(query.of) : [query];
}
