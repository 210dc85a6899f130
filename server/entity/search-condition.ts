import { type Bound, type EntityQuery, leavesOf } from "@/domain/entity/entity-query";
import { indexPath, MAX_TERM_LENGTH, scopeTerm, valueTerm, wordsOf, wordTerm } from "@/domain/entity/search-terms";
import { PosternError } from "@/domain/errors";
import { Prisma } from "@/prisma/generated/client";

/** The columns that stand for what Postern itself sets of an entity. */
const COLUMNS = { _id: Prisma.sql`e.id`, _schema: Prisma.sql`e.schema`, _org: Prisma.sql`e.organization_id` } as const;
const TIMES = {
  _created_at: Prisma.sql`e.created_at`,
  _updated_at: Prisma.sql`e.updated_at`,
  _deleted_at: Prisma.sql`e.deleted_at`,
} as const;
const TITLE = "_title";

/** Returns a term as a tsquery: in quotes, so that no character of it means anything. */
export function termQuery(term: string): string {
  return `'${term.replaceAll("\\", "\\\\").replaceAll("'", "''")}'`;
}

/** Checks whether a query asks for terms, by which an index finds entities without reading others. */
function usesTerms(query: EntityQuery): boolean {
  return leavesOf(query).some((leaf) => {
    const isByTerms = leaf.type === "text" || leaf.type === "value" || (leaf.type === "exists" && leaf.field !== TITLE);
    return isByTerms && !isOwn(leaf.field);
  });
}

/** Returns the condition, in SQL, that the entity `e` of the organization is what a query asks for. */
export function searchCondition({ organizationId, query }: { organizationId: string; query: EntityQuery }): Prisma.Sql {
  const condition = conditionOf(query);
  // The organization's own term keeps those of others out already in the index.
  return usesTerms(query) ? Prisma.sql`${hasTerms([termQuery(scopeTerm(organizationId))])} and ${condition}` : condition;
}

function conditionOf(query: EntityQuery): Prisma.Sql {
  switch (query.type) {
    case "all":
      return Prisma.sql`true`;
    case "and":
      return query.of.length === 0 ? Prisma.sql`true` : Prisma.sql`(${Prisma.join(query.of.map(conditionOf), " and ")})`;
    case "or":
      return query.of.length === 0 ? Prisma.sql`false` : Prisma.sql`(${Prisma.join(query.of.map(conditionOf), " or ")})`;
    case "not":
      return Prisma.sql`(${conditionOf(query.of)}) is not true`;
    case "text":
      return textCondition(query.field, query.text, query.isPrefix);
    case "value":
      return valueCondition(query.field, query.value);
    case "exists":
      return existsCondition(query.field);
    case "range":
      return rangeCondition(query.field, query.lower, query.upper);
  }
}

function textCondition(field: string | null, text: string, isPrefix: boolean): Prisma.Sql {
  if (isColumn(field)) return columnCondition(COLUMNS[field], text, isPrefix);
  if (isTime(field)) return timeCondition(field, text);
  const words = wordsOf(text);
  const [last] = words.slice(-1);
  if (last === undefined) return field === null ? Prisma.sql`false` : valueCondition(field, text);
  const path = field === null ? null : indexPath(field);
  const terms = words.map((word, index) => termQuery(wordTerm(word, path)) + (isPrefix && index === words.length - 1 ? ":*" : ""));
  const isOneWord = words.length === 1 && last === text.toLowerCase() && last.length < MAX_TERM_LENGTH && path === field;
  if (isOneWord) return hasTerms(terms);
  // The terms say that all the words are there; only the text says that they stand side by side.
  const found = Prisma.sql`(${hasTerms(terms)} and ${containsText(field, text)})`;
  return field === null || isPrefix ? found : Prisma.sql`(${valueCondition(field, text)} or ${found})`;
}

/** Returns the condition that a text stands in the entity, or in a field of it, whatever its capitals. */
function containsText(field: string | null, text: string): Prisma.Sql {
  const inTitle = Prisma.sql`strpos(lower(coalesce(e.title, '')), ${text.toLowerCase()}) > 0`;
  if (field === TITLE) return inTitle;
  const holds = `? (@ like_regex ${JSON.stringify(text)} flag "iq")`;
  if (field === null) return Prisma.sql`(${inTitle} or e.data::jsonb @? ${`$.** ${holds}`}::jsonpath)`;
  const { part, path } = partOf(field);
  return Prisma.sql`${part} @? ${`${path} ${holds}`}::jsonpath`;
}

function valueCondition(field: string, value: string): Prisma.Sql {
  if (isColumn(field)) return columnCondition(COLUMNS[field], value, false);
  if (isTime(field)) return timeCondition(field, value);
  const path = indexPath(field);
  const term = valueTerm(path, value);
  const found = hasTerms([termQuery(term)]);
  if (path === field && term.length < MAX_TERM_LENGTH && !/[\r\n]/.test(value)) return found;
  if (field === TITLE) return Prisma.sql`(${found} and e.title = ${value})`;
  const within = partOf(field);
  const texts = Prisma.sql`jsonb_path_query(${within.part}, ${`${within.path}[*]`}::jsonpath)`;
  return Prisma.sql`(${found} and exists (select from ${texts} as v(value) where v.value #>> '{}' = ${value}))`;
}

function existsCondition(field: string): Prisma.Sql {
  if (isColumn(field)) return Prisma.sql`true`;
  if (isTime(field)) return Prisma.sql`${TIMES[field]} is not null`;
  if (field === TITLE) return Prisma.sql`e.title is not null`;
  const path = indexPath(field);
  const within = partOf(field);
  const isThere = Prisma.sql`${within.part} @? ${`${within.path} ? (@ != null)`}::jsonpath`;
  if (path.length + 1 >= MAX_TERM_LENGTH) return isThere;
  // A value has a term of its path, and one within it a term of a longer path.
  const found = Prisma.sql`e.search @@ ${`${termQuery(`${path}=`)}:* | ${termQuery(`${path}.`)}:*`}::tsquery`;
  return path === field ? found : Prisma.sql`(${found} and ${isThere})`;
}

function rangeCondition(field: string, lower: Bound | null, upper: Bound | null): Prisma.Sql {
  const bounds = [...(lower ? [{ ...lower, sign: ">" }] : []), ...(upper ? [{ ...upper, sign: "<" }] : [])];
  if (bounds.length === 0) return existsCondition(field);
  const column = field === TITLE ? Prisma.sql`e.title` : isColumn(field) ? COLUMNS[field] : null;
  const conditions = bounds.map(({ value, isInclusive, sign }) => {
    const operator = `${sign}${isInclusive ? "=" : ""}`;
    if (isTime(field)) return Prisma.sql`${TIMES[field]} ${Prisma.raw(operator)} ${toTime(field, value)}`;
    if (column) return Prisma.sql`${column} ${Prisma.raw(operator)} ${String(value)}`;
    // A number may be kept as a text, which is compared as a number then.
    const operand = typeof value === "number" ? "@.double()" : "@";
    const { part, path } = partOf(field);
    return Prisma.sql`jsonb_path_exists(${part}, ${`${path} ? (${operand} ${operator} ${JSON.stringify(value)})`}::jsonpath, '{}', true)`;
  });
  return Prisma.sql`(${Prisma.join(conditions, " and ")})`;
}

function hasTerms(terms: readonly string[]): Prisma.Sql {
  return Prisma.sql`e.search @@ ${terms.join(" & ")}::tsquery`;
}

function columnCondition(column: Prisma.Sql, text: string, isPrefix: boolean): Prisma.Sql {
  return isPrefix ? Prisma.sql`starts_with(${column}, ${text})` : Prisma.sql`${column} = ${text}`;
}

/** Returns the condition that a time is the given one, or of the given day (UTC). */
function timeCondition(field: keyof typeof TIMES, text: string): Prisma.Sql {
  const from = toTime(field, text);
  const until = new Date(from.getTime() + (/^\d{4}-\d\d-\d\d$/.test(text) ? 86_400_000 : 1));
  return Prisma.sql`(${TIMES[field]} >= ${from} and ${TIMES[field]} < ${until})`;
}

function toTime(field: string, value: string | number): Date {
  const time = new Date(value);
  if (!Number.isNaN(time.getTime()) && time.getUTCFullYear() >= 1000 && time.getUTCFullYear() <= 9999) return time;
  const message = `${field} is compared with a time, such as 2026-03-01T12:00:00.000Z.`;
  throw new PosternError("invalid_input", message, { faults: [{ path: field, message }] });
}

function isColumn(field: string | null): field is keyof typeof COLUMNS {
  return field !== null && Object.hasOwn(COLUMNS, field);
}

function isTime(field: string | null): field is keyof typeof TIMES {
  return field !== null && Object.hasOwn(TIMES, field);
}

function isOwn(field: string | null): boolean {
  return isColumn(field) || isTime(field);
}

/**
 * Returns the attribute that a dot path leads into, and the rest of the path in the language of jsonpath, which looks into lists by
 * itself. To parse one attribute takes a fraction of what all of them would take.
 */
function partOf(field: string): { part: Prisma.Sql; path: string } {
  const [attribute = "", ...rest] = field.split(".");
  const steps = rest.map((step) => (/^\d{1,6}$/.test(step) ? `[${step}]` : `.${JSON.stringify(step)}`));
  return { part: Prisma.sql`(e.data -> ${attribute}::text)::jsonb`, path: `$${steps.join("")}` };
}
