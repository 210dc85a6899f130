import { z } from "zod";
import { givenState, patchedState } from "@/domain/entity/apply-body";
import type { Attributes, Entity, EntityItem } from "@/domain/entity/entity";
import { changeOptions, entityId, entityUpsert } from "@/domain/entity/entity-input";
import { combine, type EntityQuery } from "@/domain/entity/entity-query";
import { textsAt } from "@/domain/entity/values-at";
import { entitySlug } from "@/domain/entity-schema/entity-schema";
import { PosternError } from "@/domain/errors";
import { parseInput } from "@/domain/parse-input";
import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";
import { refuseOtherSchema, refuseOutdated } from "@/server/entity/assert-changeable";
import { assertValidWhere } from "@/server/entity/assert-valid";
import { announceChange, type ChangeRequest, changeEntityWithin } from "@/server/entity/change-entity";
import { lockUniqueKey } from "@/server/entity/lock-unique-key";
import { ENTITY_COLUMNS, type EntityRow, toEntity } from "@/server/entity/read-entity";
import { searchCondition } from "@/server/entity/search-condition";
import { serializeEntity } from "@/server/entity/serialize-entity";
import type { Transaction } from "@/server/platform/db";

const upsert = changeOptions.extend({ slug: entitySlug, body: entityUpsert, isStrict: z.boolean().default(false) });

/**
 * Sets attributes of the entity that has the same values of the unique key, and creates it where there is none. Of two at once with the
 * same values, one waits for the other. Throws PosternError `method_not_allowed` where it is deleted, and `conflict` where several match
 * and the request is strict; otherwise the one that was changed last is meant.
 */
export async function upsertEntity({ ctx, input }: { ctx: Context; input: unknown }): Promise<{ isCreated: boolean; entity: EntityItem }> {
  authorise(ctx, "write");
  const { slug, body, isStrict, isValidated, ...options } = parseInput(upsert, input);
  refuseOtherSchema({ body: body.entity, slug });
  const values = keyValues(body.unique_key, body.entity);
  const made = await ctx.db.$transaction(async (tx) => {
    await lockUniqueKey({ tx, organizationId: ctx.tenant.organizationId, slug, values });
    const matching = await findMatching(ctx, tx, slug, values);
    const before = choose(matching, isStrict);
    const request: ChangeRequest = {
      ...{ slug, payload: body.entity, ...options },
      entityId: before?.id ?? givenId(body.unique_key, body.entity),
      operation: before ? "updateEntity" : "createEntity",
      apply: (earlier, schema) => {
        if (earlier) refuseOutdated({ body: body.entity, entity: earlier });
        const state = earlier ? patchedState({ schema, before: earlier, body: body.entity }) : givenState({ schema, body: body.entity });
        assertValidWhere(isValidated, { ctx, schema, ...state });
        return { ...state, deletedAt: null };
      },
    };
    return { isCreated: before === null, ...(await changeEntityWithin({ ctx, tx, request })) };
  });
  await announceChange({ ctx, ...made });
  return { isCreated: made.isCreated, entity: serializeEntity({ ctx, entity: made.entity }) };
}

/** Returns the values of a unique key, each as `[path, text]`. Throws PosternError `invalid_input` where the body lacks one. */
function keyValues(key: readonly string[], body: Attributes): [path: string, text: string][] {
  return key.map((path) => {
    const [text, ...others] = path === "_id" ? idOf(body) : textsAt(body, path);
    if (text !== undefined && others.length === 0) return [path, text];
    const message = `The entity needs one value of ${path}, which is part of the unique key.`;
    throw new PosternError("invalid_input", message, { faults: [{ path: `entity.${path}`, message }] });
  });
}

/** Returns the id of a body, in the lower case in which entities have theirs; nothing where it has none. */
function idOf({ _id: id }: Attributes): string[] {
  return typeof id === "string" ? [id.toLowerCase()] : [];
}

/** Returns the id that a new entity gets, where the unique key is an id; null where it gets one of ours. */
function givenId(key: readonly string[], body: Attributes): string | null {
  return key.includes("_id") ? parseInput(z.object({ entity: z.object({ _id: entityId }) }), { entity: body }).entity._id : null;
}

async function findMatching(ctx: Context, tx: Transaction, slug: string, values: readonly [string, string][]): Promise<Entity[]> {
  const { organizationId } = ctx.tenant;
  const query = combine(
    "and",
    values.map(([field, value]): EntityQuery => ({ type: "value", field, value })),
  );
  const rows = await tx.$queryRaw<EntityRow[]>`
    select ${ENTITY_COLUMNS} from entity e
    where e.organization_id = ${organizationId} and e.schema = ${slug} and ${searchCondition({ organizationId, query })}
    order by e.deleted_at is not null, e.updated_at desc, e.id limit 2`;
  return rows.map(toEntity);
}

function choose([first, second]: readonly Entity[], isStrict: boolean): Entity | null {
  if (!first) return null;
  if (first.deletedAt) throw new PosternError("method_not_allowed", "The entity is deleted. Restore it before you change it.");
  if (isStrict && second && second.deletedAt === null) throw new PosternError("conflict", "Several entities match the unique key.");
  return first;
}
