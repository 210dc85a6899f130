import type { EntitySchemaItem } from "@/domain/entity-schema/entity-schema";
import {
  type EntitySchemaPageOptions,
  type EntitySchemaReference,
  type EntitySchemaVersionList,
  entitySchemaPageOptions,
  entitySchemaReference,
} from "@/domain/entity-schema/entity-schema-input";
import { parseInput } from "@/domain/parse-input";
import { Prisma } from "@/prisma/generated/client";
import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";
import { toSchemaItem } from "@/server/entity-schema/find-schema";
import { getSchemaInTenant } from "@/server/entity-schema/get-schema-in-tenant";

/** Returns a page of an entity schema's versions, the latest first. Needs the scope read. Throws PosternError `not_found`. */
export async function listSchemaVersions(input: {
  ctx: Context;
  input: EntitySchemaReference & EntitySchemaPageOptions;
}): Promise<EntitySchemaVersionList> {
  const { ctx } = input;
  authorise(ctx, "read");
  const options = parseInput(entitySchemaReference.extend(entitySchemaPageOptions.shape), input.input);
  const { slug, versions_from: from, versions_size: size, fields } = options;
  const { organizationId } = ctx.tenant;
  const latest = await getSchemaInTenant({ db: ctx.db, organizationId, slug });
  const rows = await ctx.db.entitySchemaVersion.findMany({
    where: { organizationId, slug, schema: { not: Prisma.DbNull } },
    orderBy: { version: "desc" },
    skip: from,
    take: size + 1,
  });
  // A schema that comes with Postern and has not been changed has no rows.
  const found = rows.length === 0 && from === 0 ? [latest] : rows.flatMap((row) => toSchemaItem(row) ?? []);
  const versions = found.slice(0, size).map((version) => (fields === undefined ? version : pickFields(version, fields)));
  return { versions, versions_more: found.length > size, drafts: [], drafts_more: false };
}

/** Returns a version with these fields, and those that every version has by the API's definition. */
function pickFields(version: EntitySchemaItem, fields: readonly string[]): EntitySchemaVersionList["versions"][number] {
  const { id, slug, name, plural, attributes, capabilities, ...rest } = version;
  const asked = Object.entries(rest).filter(([field]) => fields.includes(field));
  return { id, ...Object.fromEntries(asked), slug, name, plural, attributes, capabilities };
}
