import type { EntitySchemaItem } from "@/domain/entity-schema/entity-schema";
import { type EntitySchemaReference, entitySchemaReference, entitySchemaVersionOptions } from "@/domain/entity-schema/entity-schema-input";
import { PosternError } from "@/domain/errors";
import { parseInput } from "@/domain/parse-input";
import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";
import { toSchemaItem } from "@/server/entity-schema/find-schema";
import { getSchemaInTenant } from "@/server/entity-schema/get-schema-in-tenant";

/**
 * Returns the latest version of an entity schema, or the one with this id. Needs the scope read. Throws PosternError `not_found`,
 * also for a version of a schema that has been deleted.
 */
export async function getSchema(input: {
  ctx: Context;
  input: EntitySchemaReference & { id?: string | undefined };
}): Promise<EntitySchemaItem> {
  const { ctx } = input;
  authorise(ctx, "read");
  const { slug, id } = parseInput(entitySchemaReference.extend(entitySchemaVersionOptions.shape), input.input);
  const { organizationId } = ctx.tenant;
  const latest = await getSchemaInTenant({ db: ctx.db, organizationId, slug });
  if (id === undefined || id === latest.id) return latest;
  const row = await ctx.db.entitySchemaVersion.findFirst({ where: { organizationId, slug, id } });
  const version = row ? toSchemaItem(row) : null;
  if (!version) throw new PosternError("not_found", `The entity schema ${slug} has no version ${id}.`);
  return version;
}
