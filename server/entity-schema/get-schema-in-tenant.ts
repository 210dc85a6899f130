import type { EntitySchemaItem } from "@/domain/entity-schema/entity-schema";
import { PosternError } from "@/domain/errors";
import { findSchema } from "@/server/entity-schema/find-schema";
import type { Database, Transaction } from "@/server/platform/db";

/** Returns the latest version of an organization's schema. Throws PosternError `not_found`. */
export async function getSchemaInTenant(input: {
  db: Database | Transaction;
  organizationId: string;
  slug: string;
}): Promise<EntitySchemaItem> {
  const schema = await findSchema(input);
  if (!schema) throw unknownSchema(input.slug);
  return schema;
}

function unknownSchema(slug: string): PosternError {
  return new PosternError("not_found", `This organization has no entity schema ${slug}. GET /v1/entity/schemas lists them.`);
}
