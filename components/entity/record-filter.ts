import { wordsOf } from "@/domain/entity/search-terms";
import { attributesOf, type EntityAttribute, type EntitySchema } from "@/domain/entity-schema/entity-schema";
import { trimPasted } from "@/domain/trim-pasted";

/** The most attributes that the table shows beside a record's title. */
export const MAX_COLUMNS = 6;
const DEFAULT_COLUMNS = 3;
const MAX_TEXT_LENGTH = 255;
const PAGE_SIZE = 50;
const MATCHES = 20;

/** The names of attributes that stand in an address and in a sort as they are. */
const SIMPLE_NAME = /^[\w-]+$/;
const SORTABLE_TYPES = ["string", "text", "number", "date", "datetime", "select", "radio", "status", "sequence", "country"];
/** The types that say the most of a record beside its title, the best first. */
const FIRST_TYPES = ["status", "currency", "email", "phone", "date", "datetime"];
const NEVER_AT_FIRST = ["relation", "relation_user", "image", "file", "object", "internal", "internal_user"];

/** The fields that the records of every schema can be sorted by. */
export const OWN_SORTS = [
  { field: "_title", label: "Title" },
  { field: "_created_at", label: "Created" },
  { field: "_updated_at", label: "Changed" },
] as const;

/** The filter, the sort and the columns of a list of records. They stand in the address. */
export interface RecordFilter {
  text: string;
  /** True for the deleted records, false for all others. */
  isDeleted: boolean;
  sort: { field: string; isDescending: boolean };
  /** The names of the attributes that are shown; null for those that are shown at first. */
  columns: readonly string[] | null;
}

const DEFAULT_SORT = { field: "_created_at", isDescending: true };
export const EMPTY_RECORD_FILTER: RecordFilter = { text: "", isDeleted: false, sort: DEFAULT_SORT, columns: null };

/** Returns the attributes that can be columns. */
export function columnAttributes(schema: Pick<EntitySchema, "attributes" | "capabilities">): EntityAttribute[] {
  return attributesOf(schema).filter(({ name }) => SIMPLE_NAME.test(name) && !name.startsWith("_"));
}

/** Returns the attributes that are shown: the chosen ones, or the first that say something beside the title. */
export function shownAttributes(schema: EntitySchema, columns: RecordFilter["columns"]): EntityAttribute[] {
  const attributes = columnAttributes(schema);
  if (columns) return columns.flatMap((name) => attributes.find((attribute) => attribute.name === name) ?? []);
  const isInTitle = (name: string) => (schema.title_template ?? "").includes(name);
  const rank = ({ type }: EntityAttribute) => (FIRST_TYPES.includes(type) ? FIRST_TYPES.indexOf(type) : FIRST_TYPES.length);
  return attributes
    .filter(({ name, type }) => !NEVER_AT_FIRST.includes(type) && !isInTitle(name))
    .sort((one, other) => rank(one) - rank(other))
    .slice(0, DEFAULT_COLUMNS);
}

/** Checks whether records can be sorted by an attribute. */
export function isSortable({ name, type, repeatable }: EntityAttribute): boolean {
  return SIMPLE_NAME.test(name) && SORTABLE_TYPES.includes(type) && !repeatable;
}

/** Reads the filter from an address. A value that is not known counts as not given. */
export function readRecordFilter(params: { get(name: string): string | null }): RecordFilter {
  const sort = /^([\w-]+):(asc|desc)$/.exec(params.get("sort") ?? "");
  const columns = params.get("columns");
  return {
    text: trimPasted(params.get("q") ?? "").slice(0, MAX_TEXT_LENGTH),
    isDeleted: params.get("deleted") === "only",
    sort: sort?.[1] ? { field: sort[1], isDescending: sort[2] === "desc" } : DEFAULT_SORT,
    columns: columns === null ? null : [...new Set(columns.split(",").filter((name) => SIMPLE_NAME.test(name)))].slice(0, MAX_COLUMNS),
  };
}

/** Returns the filter as an address's parameters. What is as at first is left out. */
export function recordFilterParams({ text, isDeleted, sort, columns }: RecordFilter): URLSearchParams {
  const params = new URLSearchParams();
  if (text !== "") params.set("q", text);
  if (isDeleted) params.set("deleted", "only");
  if (sort.field !== DEFAULT_SORT.field || !sort.isDescending) params.set("sort", `${sort.field}:${sort.isDescending ? "desc" : "asc"}`);
  if (columns) params.set("columns", columns.join(","));
  return params;
}

/** Returns the filter sorted by a field: the other way round where it is sorted by it already. */
export function sortedBy(filter: RecordFilter, field: string): RecordFilter {
  const { sort } = filter;
  const isNewestFirst = field === "_created_at" || field === "_updated_at";
  return { ...filter, sort: { field, isDescending: sort.field === field ? !sort.isDescending : isNewestFirst } };
}

/**
 * Returns the input of listEntities for a page of the list. `after` is the place where the page before ended.
 */
export function toListInput(input: { schema: EntitySchema; filter: RecordFilter; after: unknown }): Record<string, unknown> {
  const { schema, filter, after } = input;
  const { text, isDeleted, sort } = filter;
  const columns = shownAttributes(schema, filter.columns).map(({ name }) => name);
  return {
    filter: [{ term: { _schema: schema.slug } }],
    ...queryOf(text),
    sort: `${sort.field}:${sort.isDescending ? "desc" : "asc"}`,
    size: PAGE_SIZE,
    fields: ["_id", "_title", "_created_at", "_updated_at", "_deleted_at", ...columns],
    include_deleted: isDeleted ? "only" : "false",
    ...(after !== null && { search_after: after }),
  };
}

/** Returns the input of listEntities for the few records that somebody chooses from: of these schemas, or of any where there are none. */
export function toMatchInput({ text, schemas }: { text: string; schemas: readonly string[] }): Record<string, unknown> {
  return {
    filter: schemas.length > 0 ? [{ terms: { _schema: schemas } }] : [],
    allow_targeting_all_schemas: schemas.length === 0,
    ...queryOf(trimPasted(text)),
    sort: "_updated_at:desc",
    size: MATCHES,
    fields: ["_id", "_schema", "_title"],
  };
}

/** Returns the part of a list's input that finds records by words. A word is also found as the beginning of a longer one. */
function queryOf(text: string): Record<string, unknown> {
  if (text === "") return {};
  const words = wordsOf(text).map((word) => `${word}*`);
  return { query: { query_string: { query: words.join(" AND ") || quoted(text), default_operator: "AND" } } };
}

/** Returns a text as a phrase of the query language. A text without letters and digits is found by nothing. */
function quoted(text: string): string {
  return `"${text.replaceAll(/[\\"]/g, "\\$&")}"`;
}
