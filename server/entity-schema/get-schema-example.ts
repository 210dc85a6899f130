import { type EntitySchemaReference, entitySchemaReference } from "@/domain/entity-schema/entity-schema-input";
import { PosternError } from "@/domain/errors";
import { parseInput } from "@/domain/parse-input";
import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";
import { getSchemaInTenant } from "@/server/entity-schema/get-schema-in-tenant";
import { makeValidExample } from "@/server/entity-schema/make-valid-example";

/**
 * Returns an example of a schema's entities with a value for each attribute, valid by the schema's JSON Schema. Needs the scope
 * read. Throws PosternError `not_found`; `unprocessable` where no example can be made, which saving a schema rules out.
 */
export async function getSchemaExample(input: { ctx: Context; input: EntitySchemaReference }): Promise<Record<string, unknown>> {
  const { ctx } = input;
  authorise(ctx, "read");
  const { slug } = parseInput(entitySchemaReference, input.input);
  const { organizationId } = ctx.tenant;
  const schema = await getSchemaInTenant({ db: ctx.db, organizationId, slug });
  const made = makeValidExample({ schemas: ctx.schemas, schema, organizationId });
  if (made.type === "made") return made.example;
  throw new PosternError("unprocessable", `No example can be made by the entity schema ${slug}: an admin has to save it again.`);
}
