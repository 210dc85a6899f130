import type { z } from "zod";
import type { Entity } from "@/domain/entity/entity";
import { type RelatedItem, type RelationItem, relatedItem, relationItem } from "@/domain/entity/hydrate";
import { relationsRequest } from "@/domain/entity/relation-input";
import { type Relation, relationsOf } from "@/domain/entity/relations";
import { relationTerm } from "@/domain/entity/search-terms";
import { selectFields } from "@/domain/entity/select-fields";
import { parseInput } from "@/domain/parse-input";
import { Prisma } from "@/prisma/generated/client";
import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";
import { findEntity } from "@/server/entity/find-entity";
import { isOfChoice, readEntities } from "@/server/entity/read-entities";
import { termQuery } from "@/server/entity/search-condition";
import { serializeEntity } from "@/server/entity/serialize-entity";
import { PREPARED } from "@/server/platform/prepared-statements";

type Request = z.output<typeof relationsRequest>;

interface FoundRelation {
  relation: Relation;
  schema: string;
  isReverse: boolean;
}

/**
 * Returns a page of an entity's relations, and how many there are: first its own, in the order of its attributes, then those of
 * entities that relate to it, the oldest first. Relations to entities that do not exist any more are left out. With `isHydrated` the
 * related entities come whole, each with its `$relation`. Throws PosternError `not_found`.
 */
export async function listRelations({ ctx, input }: { ctx: Context; input: unknown }): Promise<{
  hits: number;
  relations: (RelationItem | RelatedItem)[];
}> {
  authorise(ctx, "read");
  const request = parseInput(relationsRequest, input);
  const entity = await findEntity({ ctx, slug: request.slug, id: request.id });
  const direct = request.mode === "reverse" ? [] : await findDirect(ctx, entity, request);
  const own = direct.slice(request.from, request.from + request.size);
  const isWanted = request.mode !== "direct";
  const reverse = isWanted
    ? await findReverse(ctx, request, { from: Math.max(0, request.from - direct.length), size: request.size - own.length })
    : { hits: 0, relations: [] };
  const page = [...own, ...reverse.relations];
  const relations = request.isHydrated ? await hydrate(ctx, page, request) : page.map(relationItem);
  return { hits: direct.length + reverse.hits, relations };
}

async function findDirect(ctx: Context, entity: Entity, request: Request): Promise<FoundRelation[]> {
  const { organizationId } = ctx.tenant;
  const relations = relationsOf(entity.attributes);
  const ids = [...new Set(relations.map(({ entityId }) => entityId))];
  const rows = await ctx.db.$queryRaw<{ id: string; schema: string }[]>`${PREPARED}
    select e.id, e.schema from entity e
    where e.organization_id = ${organizationId} and e.id = any(${ids}::text[]) and ${isOfChoice(request.deleted)}`;
  const schemas = new Map(rows.map(({ id, schema }) => [id, schema]));
  return relations.flatMap((relation) => {
    const schema = schemas.get(relation.entityId);
    return schema !== undefined && isOfSchema(schema, request) ? [{ relation, schema, isReverse: false }] : [];
  });
}

function isOfSchema(schema: string, { includeSchemas, excludeSchemas }: Request): boolean {
  return (includeSchemas.length === 0 || includeSchemas.includes(schema)) && !excludeSchemas.includes(schema);
}

async function findReverse(ctx: Context, request: Request, page: { from: number; size: number }) {
  const { id, includeSchemas, excludeSchemas, deleted } = request;
  const found = Prisma.sql`
    select e.id, e.schema, e.created_at, a.key as attribute, r.value->>'entity_id' as entity_id, r.value->'_tags' as tags
    from entity e cross join lateral json_each(e.data) a
    cross join lateral json_array_elements(
      case when json_typeof(a.value) = 'object' and json_typeof(a.value->'$relation') = 'array' then a.value->'$relation' else '[]'::json end
    ) r
    where e.organization_id = ${ctx.tenant.organizationId} and e.search @@ ${termQuery(relationTerm(id))}::tsquery and ${isOfChoice(deleted)}
      and json_typeof(r.value) = 'object' and r.value->>'entity_id' = ${id}
      and (${includeSchemas.length === 0} or e.schema = any(${includeSchemas}::text[])) and not e.schema = any(${excludeSchemas}::text[])`;
  const rows = await ctx.db.$queryRaw<{ hits: number; id: string | null; schema: string; attribute: string; tags: unknown }[]>`${PREPARED}
    with found as (${found}), page as (
      select * from found order by created_at, id, attribute offset ${page.from} limit ${page.size}
    )
    select (select count(*)::int from found) as hits, p.id, p.schema, p.attribute, p.tags
    from (select 1) one left join page p on true order by p.created_at, p.id, p.attribute`;
  const relations = rows.flatMap(({ id: entityId, schema, attribute, tags }): FoundRelation[] => {
    if (entityId === null) return [];
    const texts = Array.isArray(tags) ? tags.filter((tag) => typeof tag === "string") : [];
    return [{ relation: { attribute, entityId, tags: texts }, schema, isReverse: true }];
  });
  return { hits: rows[0]?.hits ?? 0, relations };
}

async function hydrate(ctx: Context, page: readonly FoundRelation[], { fields }: Request): Promise<RelatedItem[]> {
  const ids = page.map(({ relation }) => relation.entityId);
  const entities = await readEntities({ db: ctx.db, organizationId: ctx.tenant.organizationId, ids, deleted: "true" });
  return page.flatMap(({ relation, schema }) => {
    const entity = entities.get(relation.entityId);
    if (!entity) return [];
    return [relatedItem({ relation, schema, item: selectFields(serializeEntity({ ctx, entity }), fields) })];
  });
}
