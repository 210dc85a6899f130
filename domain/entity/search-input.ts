import { z } from "zod";
import { combine, type EntityQuery, leavesOf, splitKeyword } from "@/domain/entity/entity-query";
import { parseLucene } from "@/domain/entity/lucene";
import { namesSchemas, parseFilter, searchFilter } from "@/domain/entity/search-filter";
import { PosternError } from "@/domain/errors";
import { parseInput } from "@/domain/parse-input";
import { storableText } from "@/domain/storable-text";

const MAX_FROM = 10_000;
const MAX_SIZE = 1_000;
const MAX_SORTS = 5;
const MAX_CLAUSES = 2_000;

/** One field that results are sorted by. */
export interface SortField {
  field: string;
  isDescending: boolean;
}

/** A search, and the page of it. */
export interface EntitySearch {
  query: EntityQuery;
  sort: readonly SortField[];
  from: number;
  size: number;
  /** The place after which the page begins: a value for each sorted field and the id. Null for the first page. */
  after: readonly unknown[] | null;
  isHydrated: boolean;
  fields: readonly string[];
  deleted: "true" | "false" | "only";
}

const NOT_SERVED = "This is not done here: leave it out.";
const sortText = z
  .string("Give a field, such as _created_at:desc.")
  .regex(/^[^:\s]+(?:[:\s](?:asc|desc))?$/i, "Give a field, such as _created_at:desc.")
  .pipe(storableText({ max: 255 }))
  .refine((sort) => !/^_score\b/.test(sort), "Results have no score to sort by.");

const searchOptions = {
  sort: z.union([sortText, z.array(sortText).max(MAX_SORTS, `Sort by at most ${MAX_SORTS} fields.`)]).optional(),
  from: z.int().min(0).max(MAX_FROM, `Begin at ${MAX_FROM} at most; page on with search_after.`).default(0),
  size: z.int().min(0).default(10),
  hydrate: z.boolean().default(false),
  fields: z.array(z.string()).max(500).default([]),
  include_deleted: z.enum(["true", "false", "only"]).default("false"),
  search_after: z
    .array(z.union([storableText({ max: 4_000 }), z.number(), z.null()]))
    .min(1)
    .optional(),
  // What would change the answer and is not served is refused, never passed over.
  anonymize: z.literal(false, NOT_SERVED).optional(),
  include_scores: z.literal(false, NOT_SERVED).optional(),
  highlight: z.null(NOT_SERVED).optional(),
  aggs: z.strictObject({}, NOT_SERVED).optional(),
  stable_for: z.literal(0, NOT_SERVED).optional(),
  stable_query_id: z.null(NOT_SERVED).optional(),
};

const queryText = storableText({
  max: 4_000,
  error: "Give a query of at most 4,000 characters, such as _schema:contact AND status:active.",
});

/** The body of searchEntities. */
export const searchBody = z.strictObject({ q: queryText, ...searchOptions });

/** The body of listEntities. */
export const listBody = z.strictObject({
  query: z
    .strictObject({
      query_string: z.strictObject({
        query: queryText,
        fields: z
          .array(storableText({ min: 1, max: 255 }))
          .max(50)
          .default([]),
        default_operator: z.enum(["AND", "OR"]).default("OR"),
        lenient: z.boolean().optional(),
      }),
    })
    .optional(),
  filter: searchFilter,
  allow_targeting_all_schemas: z.boolean().default(false),
  ...searchOptions,
});

/** The answer of both. */
export const searchAnswer = z.object({
  hits: z.int(),
  results: z.array(z.looseObject({})),
  sort_end: z.array(z.union([z.string(), z.number()])).optional(),
});

/** Parses a search. Throws PosternError `invalid_input`, also for a query outside the subset of Lucene's language. */
export function parseSearch(input: unknown): EntitySearch {
  const { q, ...options } = parseInput(searchBody, input);
  return toSearch(parseLucene(q, { path: "q", defaultOperator: "OR", fields: [] }), options);
}

/** Parses a list. Throws PosternError `invalid_input`, also where its filter names no schema and all of them are not asked for. */
export function parseList(input: unknown): EntitySearch {
  const { query, filter, allow_targeting_all_schemas: isOfAll, ...options } = parseInput(listBody, input);
  const conditions = [parseFilter(filter)];
  if (query) {
    const { query: text, fields, default_operator: defaultOperator } = query.query_string;
    conditions.push(parseLucene(text, { path: "query.query_string.query", defaultOperator, fields }));
  }
  const all = combine("and", conditions);
  if (!isOfAll && !namesSchemas(all)) {
    throw refused("filter", 'Name the schema, such as {"term": {"_schema": "contact"}}, or set allow_targeting_all_schemas.');
  }
  if (leavesOf(all).length > MAX_CLAUSES) throw refused("filter", `There are more than ${MAX_CLAUSES} clauses.`);
  return toSearch(all, options);
}

function toSearch(query: EntityQuery, options: z.output<z.ZodObject<typeof searchOptions>>): EntitySearch {
  const { sort = [], from, size, hydrate, fields, include_deleted: deleted, search_after: after } = options;
  const sorted = [sort].flat().map(toSortField);
  const chosen = sorted.length > 0 ? sorted : [{ field: "_created_at", isDescending: true }];
  if (after && from > 0) throw refused("from", "Give either from or search_after.");
  if (after && after.length !== chosen.length + 1) {
    throw refused("search_after", "This is no place in this list. Give the sort_end of the page before as it is, with the same sort.");
  }
  return { query, sort: chosen, from, size: Math.min(size, MAX_SIZE), after: after ?? null, isHydrated: hydrate, fields, deleted };
}

function toSortField(text: string): SortField {
  const [field = "", direction = "asc"] = text.split(/[:\s]/);
  return { field: splitKeyword(field).field, isDescending: direction.toLowerCase() === "desc" };
}

function refused(path: string, message: string): PosternError {
  return new PosternError("invalid_input", `${path}: ${message}`, { faults: [{ path, message }] });
}
