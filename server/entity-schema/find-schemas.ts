import type { EntitySchemaItem } from "@/domain/entity-schema/entity-schema";
import { SEEDED_SCHEMAS } from "@/domain/entity-schema/seeded-schemas";
import { toSchemaItem } from "@/server/entity-schema/find-schema";
import type { Database, Transaction } from "@/server/platform/db";

/** Returns the latest versions of all entity schemas of an organization, ordered by slug, those that come with Postern among them. */
export async function findSchemas(input: { db: Database | Transaction; organizationId: string }): Promise<EntitySchemaItem[]> {
  const rows = await input.db.entitySchemaVersion.findMany({
    where: { organizationId: input.organizationId },
    distinct: ["slug"],
    orderBy: [{ slug: "asc" }, { version: "desc" }],
  });
  const stored = new Set(rows.map(({ slug }) => slug));
  const untouched = SEEDED_SCHEMAS.filter(({ slug }) => !stored.has(slug));
  const schemas = [...untouched, ...rows.flatMap((row) => toSchemaItem(row) ?? [])];
  return schemas.sort((one, other) => (one.slug < other.slug ? -1 : 1));
}
