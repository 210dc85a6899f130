import { type EntitySchemaItem, entitySchema } from "@/domain/entity-schema/entity-schema";
import { seededSchema } from "@/domain/entity-schema/seeded-schemas";
import type { EntitySchemaVersion } from "@/prisma/generated/client";
import type { Database, Transaction } from "@/server/platform/db";

/**
 * Returns the latest version of an organization's entity schema, be it its own, changed, or as it comes with Postern. Returns null
 * where there is none, or it has been deleted.
 */
export async function findSchema(input: {
  db: Database | Transaction;
  organizationId: string;
  slug: string;
}): Promise<EntitySchemaItem | null> {
  const { db, organizationId, slug } = input;
  const latest = await db.entitySchemaVersion.findFirst({ where: { organizationId, slug }, orderBy: { version: "desc" } });
  return latest ? toSchemaItem(latest) : seededSchema(slug);
}

/** Returns a stored version as the API answers it; null where the version deleted the schema. */
export function toSchemaItem({ id, version, schema, createdAt }: EntitySchemaVersion): EntitySchemaItem | null {
  if (schema === null) return null;
  const at = createdAt.toISOString();
  return { id, version, created_at: at, updated_at: at, ...entitySchema.parse(schema) };
}
