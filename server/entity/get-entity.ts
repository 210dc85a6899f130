import { z } from "zod";
import type { EntityItem } from "@/domain/entity/entity";
import { entityReference } from "@/domain/entity/entity-input";
import { hydrateAttributes } from "@/domain/entity/hydrate";
import { relationsOf } from "@/domain/entity/relations";
import { selectFields } from "@/domain/entity/select-fields";
import { parseInput } from "@/domain/parse-input";
import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";
import { findEntity } from "@/server/entity/find-entity";
import { readEntities } from "@/server/entity/read-entities";
import { serializeEntity } from "@/server/entity/serialize-entity";

/** The most related entities that come with an entity. `listRelations` gives all of them, page by page. */
const MAX_RELATIONS = 100;

const entityRequest = entityReference.extend({
  isHydrated: z.boolean().default(false),
  fields: z.array(z.string()).default([]),
});

interface EntityWithRelations {
  entity: EntityItem;
  relations: EntityItem[];
}

/**
 * Returns an entity, also a deleted one, with the entities that its relations lead to: the first 100 that are not deleted. With
 * `isHydrated` these stand in the entity's attributes too. Throws PosternError `not_found`.
 */
export async function getEntityWithRelations({ ctx, input }: { ctx: Context; input: unknown }): Promise<EntityWithRelations> {
  authorise(ctx, "read");
  const { slug, id, isHydrated } = parseInput(entityRequest, input);
  const entity = await findEntity({ ctx, slug, id });
  const ids = [...new Set(relationsOf(entity.attributes).map(({ entityId }) => entityId))].slice(0, MAX_RELATIONS);
  const related = await readEntities({ db: ctx.db, organizationId: ctx.tenant.organizationId, ids });
  const items = new Map([...related.values()].map((one) => [one.id, serializeEntity({ ctx, entity: one })]));
  const shown = isHydrated ? { ...entity, attributes: hydrateAttributes(entity.attributes, (one) => items.get(one) ?? null) } : entity;
  return {
    entity: serializeEntity({ ctx, entity: shown }),
    relations: ids.map((one) => items.get(one)).filter((item) => item !== undefined),
  };
}

/** Returns an entity, also a deleted one; with `fields` only these of it. Throws PosternError `not_found`. */
export async function getEntity({ ctx, input }: { ctx: Context; input: unknown }): Promise<Record<string, unknown>> {
  const { fields } = parseInput(entityRequest, input);
  const { entity } = await getEntityWithRelations({ ctx, input });
  return selectFields(entity, fields);
}
