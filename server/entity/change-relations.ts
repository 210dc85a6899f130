import type { z } from "zod";
import { stateWith } from "@/domain/entity/apply-body";
import type { Attributes } from "@/domain/entity/entity";
import { changeOptions, entityReference } from "@/domain/entity/entity-input";
import { type RelationItem, relationItem } from "@/domain/entity/hydrate";
import type { EntityOperation } from "@/domain/entity/operations";
import { relationItems, relationReference, relationTags } from "@/domain/entity/relation-input";
import {
  type RelationChange,
  tagRelation,
  removeRelations as withoutRelations,
  addRelations as withRelations,
} from "@/domain/entity/relations";
import { PosternError } from "@/domain/errors";
import { parseInput } from "@/domain/parse-input";
import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";
import { assertNotDeleted } from "@/server/entity/assert-changeable";
import { changeEntity } from "@/server/entity/change-entity";
import { PREPARED } from "@/server/platform/prepared-statements";

const withActivity = changeOptions.pick({ activityId: true });
const relationsChange = withActivity.extend({ ...entityReference.shape, relations: relationItems });
const oneRelation = withActivity.extend(relationReference.shape);
const taggedRelation = oneRelation.extend({ body: relationTags });

/**
 * Adds relations to an entity, at the end of their attributes, and publishes `<slug>.updated`. A relation that is there already gets
 * the tags that are given. Returns the relations. Throws PosternError `not_found` for an entity that is not there, on either end.
 */
export async function addRelations({ ctx, input }: { ctx: Context; input: unknown }): Promise<RelationItem[]> {
  authorise(ctx, "write");
  const { relations, ...given } = parseInput(relationsChange, input);
  const changes = relations.map(toChange);
  const schemas = await findSchemas(ctx, changes);
  await change({ ...{ ctx, ...given, changes }, operation: "relationsAdded", apply: (attributes) => withRelations(attributes, changes) });
  return changes.map(({ tags = [], ...rest }) =>
    relationItem({ relation: { ...rest, tags }, schema: schemas.get(rest.entityId) ?? "", isReverse: false }),
  );
}

/**
 * Removes relations from an entity, and publishes `<slug>.updated`. One that is not there is passed over. Throws PosternError
 * `not_found`.
 */
export async function removeRelations({ ctx, input }: { ctx: Context; input: unknown }): Promise<void> {
  authorise(ctx, "write");
  const { relations, ...given } = parseInput(relationsChange, input);
  const changes = relations.map(toChange);
  await change({
    ...{ ctx, ...given, changes },
    operation: "relationsRemoved",
    apply: (attributes) => withoutRelations(attributes, changes),
  });
}

/**
 * Sets the tags of one relation, and publishes `<slug>.updated`. Returns the relation. Throws PosternError `not_found`, also where the
 * entity at the other end is gone for good; then nothing is changed.
 */
export async function updateRelation({ ctx, input }: { ctx: Context; input: unknown }): Promise<RelationItem> {
  authorise(ctx, "write");
  const { attribute, entity_id: entityId, body, ...given } = parseInput(taggedRelation, input);
  const changed = { attribute, entityId, tags: body._tags };
  const apply = (attributes: Attributes) => tagRelation(attributes, changed) ?? throwNoRelation();
  const schemas = await findSchemas(ctx, [changed]);
  await change({ ...{ ctx, ...given, changes: [changed] }, operation: "updateEntity", apply });
  const relation = { attribute, entityId, tags: body._tags ?? [] };
  return relationItem({ relation, schema: schemas.get(entityId) ?? "", isReverse: false });
}

/** Removes one relation, and publishes `<slug>.updated`. Throws PosternError `not_found`. */
export async function deleteRelation({ ctx, input }: { ctx: Context; input: unknown }): Promise<void> {
  authorise(ctx, "write");
  const { attribute, entity_id: entityId, ...given } = parseInput(oneRelation, input);
  const removed = { attribute, entityId };
  const apply = (attributes: Attributes) => {
    const rest = withoutRelations(attributes, [removed]);
    return rest === attributes ? throwNoRelation() : rest;
  };
  await change({ ...{ ctx, ...given, changes: [removed] }, operation: "relationsRemoved", apply });
}

function throwNoRelation(): never {
  throw new PosternError("not_found", "The entity has no such relation.");
}

function toChange({ attribute, entity_id: entityId, _tags: tags }: z.output<typeof relationItems>[number]): RelationChange {
  return { attribute, entityId, ...(tags && { tags }) };
}

async function change(input: {
  ctx: Context;
  slug: string;
  id: string;
  activityId?: string | undefined;
  operation: EntityOperation;
  changes: readonly RelationChange[];
  apply(attributes: Attributes): Attributes;
}): Promise<void> {
  const { ctx, slug, id, activityId, operation, changes, apply } = input;
  await changeEntity({
    ctx,
    request: {
      ...{ slug, entityId: id, operation, activityId, payload: withRelations({}, changes) },
      apply: (given, schema) => {
        const before = assertNotDeleted(given);
        return { ...stateWith({ schema, before, attributes: apply(before.attributes) }), deletedAt: null };
      },
    },
  });
}

/** Returns the schemas of the entities that relations lead to. Throws PosternError `not_found` where one is not there. */
async function findSchemas(ctx: Context, changes: readonly RelationChange[]): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(changes.map(({ entityId }) => entityId))];
  const rows = await ctx.db.$queryRaw<{ id: string; schema: string }[]>`${PREPARED}
    select id, schema from entity where organization_id = ${ctx.tenant.organizationId} and id = any(${ids}::text[])`;
  const schemas = new Map(rows.map(({ id, schema }) => [id, schema]));
  const missing = ids.find((id) => !schemas.has(id));
  if (missing !== undefined)
    throw new PosternError("not_found", `This organization has no entity ${missing} to relate to. Nothing was changed.`);
  return schemas;
}
