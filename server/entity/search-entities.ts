import type { Entity } from "@/domain/entity/entity";
import type { EntityQuery } from "@/domain/entity/entity-query";
import { hydrateAttributes } from "@/domain/entity/hydrate";
import { relationsOf } from "@/domain/entity/relations";
import { type EntitySearch, parseList, parseSearch, type SortField } from "@/domain/entity/search-input";
import { selectFields } from "@/domain/entity/select-fields";
import { parseJson } from "@/domain/json/parse-json";
import { writeJson } from "@/domain/json/write-json";
import { Prisma } from "@/prisma/generated/client";
import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";
import { isOfChoice, readEntities } from "@/server/entity/read-entities";
import { ENTITY_COLUMNS, type EntityRow, toEntity } from "@/server/entity/read-entity";
import { searchCondition } from "@/server/entity/search-condition";
import { serializeEntity } from "@/server/entity/serialize-entity";

/** A page of entities, and how many there are on all pages. `sort_end` is the place after which the next page begins. */
interface FoundEntities {
  hits: number;
  results: Record<string, unknown>[];
  sort_end?: (string | number)[];
}

/** Searches entities by a query in the subset of Lucene's language that contract.md "Entities" names. */
export async function searchEntities({ ctx, input }: { ctx: Context; input: unknown }): Promise<FoundEntities> {
  authorise(ctx, "read");
  return find(ctx, parseSearch(input));
}

/** Lists entities by filters, a subset of Elasticsearch's query language. */
export async function listEntities({ ctx, input }: { ctx: Context; input: unknown }): Promise<FoundEntities> {
  authorise(ctx, "read");
  return find(ctx, parseList(input));
}

/** A sorted value of a result as JSON, so that its digits survive. */
type Sorted = EntityRow & { sorted: string };

async function find(ctx: Context, search: EntitySearch): Promise<FoundEntities> {
  const { organizationId } = ctx.tenant;
  const where = Prisma.sql`e.organization_id = ${organizationId} and ${isOfChoice(search.deleted)}
    and ${searchCondition({ organizationId, query: search.query })}`;
  const { hits, rows } = isOfWholeSchemas(search.query) ? await readInOrder(ctx, where, search) : await readFound(ctx, where, search);
  const [last] = rows.slice(-1);
  const entities = rows.map(toEntity);
  const related = search.isHydrated ? await readRelated(ctx, entities) : null;
  const results = entities.map((entity) => {
    const attributes = related ? hydrateAttributes(entity.attributes, (id) => related.get(id) ?? null) : entity.attributes;
    return selectFields(serializeEntity({ ctx, entity: { ...entity, attributes } }), search.fields);
  });
  return { hits, results, ...(last && { sort_end: parseJson(last.sorted) as (string | number)[] }) };
}

/** Checks whether a query asks for all entities of schemas, so that an index gives them in their order. */
function isOfWholeSchemas(query: EntityQuery): boolean {
  if (query.type === "and" || query.type === "or") return query.of.every(isOfWholeSchemas);
  return query.type === "all" || ((query.type === "value" || query.type === "text") && query.field === "_schema");
}

/** Reads the page from the index that has the order, and counts apart. */
async function readInOrder(ctx: Context, where: Prisma.Sql, search: EntitySearch): Promise<{ hits: number; rows: Sorted[] }> {
  const keys = sortKeys(search.sort);
  const [[{ hits }], rows] = await Promise.all([
    ctx.db.$queryRaw<[{ hits: number }]>`select count(*)::int as hits from entity e where ${where}`,
    ctx.db.$queryRaw<Sorted[]>`
      select ${ENTITY_COLUMNS}, json_build_array(${Prisma.join(keys.map(({ shown }) => shown))})::text as sorted
      from entity e where ${where} and ${isAfter(keys, search.after)}
      order by ${orderBy(keys)} offset ${search.from} limit ${search.size}`,
  ]);
  return { hits, rows };
}

/** Finds all that the query asks for, and sorts them. Only those of the page are read whole. */
async function readFound(ctx: Context, where: Prisma.Sql, search: EntitySearch): Promise<{ hits: number; rows: Sorted[] }> {
  const keys = sortKeys(search.sort);
  const columns = keys.map(({ value }, index) => Prisma.sql`${value} as ${Prisma.raw(`k${index}`)}`);
  const named = keys.map((key, index) => ({ ...key, value: Prisma.raw(`f.k${index}`) }));
  const rows = await ctx.db.$queryRaw<(Sorted & { hits: number; id: string | null })[]>`
    with found as materialized (
      select ${Prisma.join(columns)} from entity e where ${where}
    ), page as (
      select f.*, row_number() over (order by ${orderBy(named)}) as place from found f
      where ${isAfter(named, search.after)} order by place offset ${search.from} limit ${search.size}
    )
    select (select count(*)::int from found) as hits, ${ENTITY_COLUMNS},
      json_build_array(${Prisma.join(keys.map(({ shown }) => shown))})::text as sorted
    from (select 1) one left join page p on true
      left join entity e on e.organization_id = ${ctx.tenant.organizationId} and e.id = p.${Prisma.raw(`k${keys.length - 1}`)}
    order by p.place`;
  return { hits: rows[0]?.hits ?? 0, rows: rows.filter(({ id }) => id !== null) };
}

async function readRelated(ctx: Context, entities: readonly Entity[]): Promise<ReadonlyMap<string, Record<string, unknown>>> {
  const ids = entities.flatMap(({ attributes }) => relationsOf(attributes).map(({ entityId }) => entityId));
  const related = await readEntities({ db: ctx.db, organizationId: ctx.tenant.organizationId, ids });
  return new Map([...related].map(([id, entity]) => [id, serializeEntity({ ctx, entity })]));
}

/** A value that results are sorted by. */
interface SortKey {
  value: Prisma.Sql;
  /** The same as `sort_end` shows it. */
  shown: Prisma.Sql;
  isDescending: boolean;
  /** Returns the value of `search_after` as it is compared. */
  bound(given: unknown): Prisma.Sql;
}

/** Returns what is sorted by: the fields, and the id last, in the direction of the field before it. */
function sortKeys(sort: readonly SortField[]): SortKey[] {
  const fields = sort.map(({ field, isDescending }): SortKey => ({ ...keyOf(field), isDescending }));
  return [...fields, { ...keyOf("_id"), isDescending: sort.at(-1)?.isDescending ?? false }];
}

const ofText = (value: Prisma.Sql) => ({ value, shown: value, bound: (given: unknown) => Prisma.sql`${String(given ?? "")}` });
const ofTime = (column: Prisma.Sql) => ({
  value: Prisma.sql`coalesce(${column}, '-infinity')`,
  shown: Prisma.sql`coalesce(to_char(${column}, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), '')`,
  bound: (given: unknown) => (given === "" ? Prisma.sql`'-infinity'::timestamptz` : Prisma.sql`${toTime(given)}::timestamptz`),
});

function keyOf(field: string): Omit<SortKey, "isDescending"> {
  switch (field) {
    case "_id":
      return ofText(Prisma.sql`e.id`);
    case "_schema":
      return ofText(Prisma.sql`e.schema`);
    case "_title":
      return ofText(Prisma.sql`coalesce(e.title, '')`);
    case "_created_at":
      return { ...ofTime(Prisma.sql`e.created_at`), value: Prisma.sql`e.created_at` };
    case "_updated_at":
      return { ...ofTime(Prisma.sql`e.updated_at`), value: Prisma.sql`e.updated_at` };
    case "_deleted_at":
      return ofTime(Prisma.sql`e.deleted_at`);
    default:
      return ofAttribute(field);
  }
}

/**
 * Sorts by an attribute: texts, then numbers, as PostgreSQL orders JSON. What has neither counts as an empty text, because the client's
 * definition has no null in `sort_end` that is valid.
 */
function ofAttribute(field: string): Omit<SortKey, "isDescending"> {
  // The offset keeps the planner from reading the attribute twice.
  const value = Prisma.sql`(
    select case when json_typeof(part) in ('string', 'number') then part::jsonb else '""'::jsonb end
    from (select e.data #> ${field.split(".")}::text[] as part offset 0) attribute)`;
  return { value, shown: value, bound: (given) => Prisma.sql`${writeJson(given ?? "")}::jsonb` };
}

function orderBy(keys: readonly SortKey[]): Prisma.Sql {
  return Prisma.join(keys.map(({ value, isDescending }) => Prisma.sql`${value} ${Prisma.raw(isDescending ? "desc" : "asc")}`));
}

/** Returns the condition that an entity comes after a place in the order. */
function isAfter(keys: readonly SortKey[], after: readonly unknown[] | null): Prisma.Sql {
  if (!after) return Prisma.sql`true`;
  const bounds = keys.map((key, index) => ({ ...key, given: key.bound(after[index]) }));
  const isUniform = keys.every(({ isDescending }) => isDescending === keys[0]?.isDescending);
  const sign = (isDescending: boolean | undefined) => Prisma.raw(isDescending ? "<" : ">");
  if (isUniform) {
    // A comparison of rows, which an index of this order answers.
    return Prisma.sql`(${Prisma.join(keys.map(({ value }) => value))}) ${sign(keys[0]?.isDescending)} (${Prisma.join(bounds.map(({ given }) => given))})`;
  }
  const steps = bounds.map(({ value, isDescending, given }, index) => {
    const equal = bounds.slice(0, index).map((earlier) => Prisma.sql`${earlier.value} = ${earlier.given}`);
    return Prisma.sql`(${Prisma.join([...equal, Prisma.sql`${value} ${sign(isDescending)} ${given}`], " and ")})`;
  });
  return Prisma.sql`(${Prisma.join(steps, " or ")})`;
}

function toTime(given: unknown): Date {
  const time = new Date(typeof given === "number" ? given : String(given));
  const isUsual = time.getUTCFullYear() >= 1000 && time.getUTCFullYear() <= 9999;
  return isUsual ? time : new Date(0);
}
