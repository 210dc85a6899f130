import { z } from "zod";
import { type Bound, combine, type EntityQuery, splitKeyword } from "@/domain/entity/entity-query";
import { PosternError } from "@/domain/errors";
import { isJsonObject } from "@/domain/json/json-object";
import { storableText } from "@/domain/storable-text";

const MAX_DEPTH = 10;
const MAX_VALUES = 1_000;

const text = storableText({ max: 4_000 });
const fieldPath = storableText({ min: 1, max: 255 });
const scalar = z.union([text, z.number(), z.boolean(), z.null()]);
type Scalar = z.output<typeof scalar>;

/** Returns the schema of `{ field: value }` with exactly one field. */
function oneField<Value extends z.ZodType>(value: Value) {
  return z.record(fieldPath, value).refine((fields) => Object.keys(fields).length === 1);
}

const edge = z.union([text, z.number()]).optional();
const range = z.strictObject({ gt: edge, gte: edge, lt: edge, lte: edge });

const leaf = z.union([
  z.strictObject({ term: oneField(scalar) }),
  z.strictObject({ terms: oneField(z.array(scalar).max(MAX_VALUES)) }),
  z.strictObject({ ids: z.strictObject({ values: z.array(text).max(MAX_VALUES) }) }),
  z.strictObject({ range: oneField(range) }),
  z.strictObject({ exists: z.strictObject({ field: fieldPath }) }),
]);

/** The clauses of a list, all of which must hold: a subset of Elasticsearch's query language, which `parseFilter` parses. */
export const searchFilter = z.array(z.record(z.string(), z.unknown()), "Give a list of clauses.").max(MAX_VALUES);

const COMBINATIONS = {
  $and: (of: EntityQuery[]): EntityQuery => combine("and", of),
  $or: (of: EntityQuery[]): EntityQuery => combine("or", of),
  $not: (of: EntityQuery[]): EntityQuery => ({ type: "not", of: combine("and", of) }),
} as const;

/** Parses the clauses of a list. Throws PosternError `invalid_input` for one that is not of the subset, with its place. */
export function parseFilter(clauses: readonly unknown[], path = "filter", depth = 0): EntityQuery {
  return combine(
    "and",
    clauses.map((clause, index) => parseClause(clause, `${path}.${index}`, depth)),
  );
}

function parseClause(clause: unknown, path: string, depth: number): EntityQuery {
  if (depth > MAX_DEPTH) throw refused(path, `This is nested more than ${MAX_DEPTH} deep.`);
  for (const [name, join] of Object.entries(COMBINATIONS)) {
    if (!isJsonObject(clause) || !Object.hasOwn(clause, name)) continue;
    const parts = clause[name];
    if (Object.keys(clause).length > 1 || !Array.isArray(parts)) throw refused(path, `Give { "${name}": […] } and nothing beside it.`);
    return join(parts.map((part, index) => parseClause(part, `${path}.${name}.${index}`, depth + 1)));
  }
  const parsed = leaf.safeParse(clause);
  if (parsed.success) return toQuery(parsed.data);
  throw refused(path, "This is no clause that is served. Give one of term, terms, ids, range (gt, gte, lt, lte), exists, $and, $or, $not.");
}

function refused(path: string, message: string): PosternError {
  return new PosternError("invalid_input", `${path}: ${message}`, { faults: [{ path, message }] });
}

function toQuery(clause: z.output<typeof leaf>): EntityQuery {
  if ("term" in clause) return ofEntry(clause.term, isValue);
  if ("terms" in clause)
    return ofEntry(clause.terms, (field, values) =>
      combine(
        "or",
        values.map((value) => isValue(field, value)),
      ),
    );
  if ("ids" in clause)
    return combine(
      "or",
      clause.ids.values.map((value) => isValue("_id", value)),
    );
  if ("exists" in clause) return { type: "exists", field: splitKeyword(clause.exists.field).field };
  return ofEntry(clause.range, (field, { gt, gte, lt, lte }) => ({
    type: "range",
    field: splitKeyword(field).field,
    lower: bound(gte, true) ?? bound(gt, false),
    upper: bound(lte, true) ?? bound(lt, false),
  }));
}

function ofEntry<Value>(fields: Record<string, Value>, make: (field: string, value: Value) => EntityQuery): EntityQuery {
  return combine(
    "and",
    Object.entries(fields).map(([field, value]) => make(field, value)),
  );
}

function isValue(field: string, value: Scalar): EntityQuery {
  const { field: path } = splitKeyword(field);
  if (value === null) return { type: "not", of: { type: "exists", field: path } };
  return { type: "value", field: path, value: String(value) };
}

function bound(value: string | number | undefined, isInclusive: boolean): Bound | null {
  return value === undefined ? null : { value, isInclusive };
}

/** Checks whether a conjunction holds only for entities of named schemas. */
export function namesSchemas(query: EntityQuery): boolean {
  switch (query.type) {
    case "value":
    case "text":
      return query.field === "_schema";
    case "and":
      return query.of.some(namesSchemas);
    case "or":
      return query.of.length > 0 && query.of.every(namesSchemas);
    default:
      return false;
  }
}
