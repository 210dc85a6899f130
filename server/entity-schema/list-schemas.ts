import type { EntitySchemaItem } from "@/domain/entity-schema/entity-schema";
import { type EntitySchemaListOptions, entitySchemaListOptions } from "@/domain/entity-schema/entity-schema-input";
import { parseInput } from "@/domain/parse-input";
import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";
import { findSchemas } from "@/server/entity-schema/find-schemas";

/** Returns the latest versions of the organization's entity schemas, ordered by slug. Needs the scope read. */
export async function listSchemas(input: { ctx: Context; input: EntitySchemaListOptions }): Promise<{ results: EntitySchemaItem[] }> {
  const { ctx } = input;
  authorise(ctx, "read");
  const { include, exclude } = parseInput(entitySchemaListOptions, input.input);
  const schemas = await findSchemas({ db: ctx.db, organizationId: ctx.tenant.organizationId });
  const isAsked = ({ slug }: EntitySchemaItem) => (include?.includes(slug) ?? true) && !exclude?.includes(slug);
  return { results: schemas.filter(isAsked) };
}
