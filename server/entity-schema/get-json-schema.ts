import { entityJsonSchema } from "@/domain/entity-schema/entity-json-schema";
import { type EntitySchemaReference, entitySchemaReference } from "@/domain/entity-schema/entity-schema-input";
import { parseInput } from "@/domain/parse-input";
import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";
import { getSchemaInTenant } from "@/server/entity-schema/get-schema-in-tenant";

/**
 * Returns the JSON Schema (2020-12) of a schema's entities, as getEntity answers them. With `dereference` it has no references.
 * Needs the scope read. Throws PosternError `not_found`.
 */
export async function getJsonSchema(input: {
  ctx: Context;
  input: EntitySchemaReference & { dereference?: boolean | undefined };
}): Promise<Record<string, unknown>> {
  const { ctx } = input;
  authorise(ctx, "read");
  const { dereference = false, ...reference } = input.input;
  const { slug } = parseInput(entitySchemaReference, reference);
  const schema = await getSchemaInTenant({ db: ctx.db, organizationId: ctx.tenant.organizationId, slug });
  return { ...entityJsonSchema({ schema, dereference }) };
}
