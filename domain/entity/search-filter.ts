import { z } from "zod";
import { type Bound, combine, type EntityQuery, splitKeyword } from "@/domain/entity/entity-query";

const MAX_DEPTH = 10;
const MAX_VALUES = 1_000;

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()], "Give a text, a number, true, false or null.");
type Scalar = z.output<typeof scalar>;

/** Returns the schema of `{ field: value }` with exactly one field. */
function oneField<Value extends z.ZodType>(value: Value) {
  return z.record(z.string(), value).refine((fields) => Object.keys(fields).length === 1, "Give exactly one field.");
}

const edge = z.union([z.string(), z.number()], "Give a text or a number.").optional();
const range = z.strictObject({ gt: edge, gte: edge, lt: edge, lte: edge });

const leaf = z.union([
  z.strictObject({ term: oneField(scalar) }),
  z.strictObject({ terms: oneField(z.array(scalar).max(MAX_VALUES)) }),
  z.strictObject({ ids: z.strictObject({ values: z.array(z.string()).max(MAX_VALUES) }) }),
  z.strictObject({ range: oneField(range) }),
  z.strictObject({ exists: z.strictObject({ field: z.string().min(1) }) }),
]);

const SHAPE = "Give one of term, terms, ids, range, exists, $and, $or, $not.";

/** Returns the schema of one clause, which parses it into a query; combinations are nested at most `depth` deep. */
function clauseSchema(depth: number): z.ZodType<EntityQuery> {
  const single = leaf.transform((clause): EntityQuery => toQuery(clause));
  if (depth === 0) return single;
  const nested = z.lazy(() => z.array(clauseSchema(depth - 1)).max(MAX_VALUES));
  return z.union(
    [
      single,
      z.strictObject({ $and: nested }).transform(({ $and }): EntityQuery => combine("and", $and)),
      z.strictObject({ $or: nested }).transform(({ $or }): EntityQuery => combine("or", $or)),
      z.strictObject({ $not: nested }).transform(({ $not }): EntityQuery => ({ type: "not", of: combine("and", $not) })),
    ],
    SHAPE,
  );
}

/** The clauses of a list, all of which must hold: a subset of Elasticsearch's query language. */
export const searchFilter = z.array(clauseSchema(MAX_DEPTH), "Give a list of clauses.").max(MAX_VALUES);

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
