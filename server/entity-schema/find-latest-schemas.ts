import type { EntitySchemaItem } from "@/domain/entity-schema/entity-schema";
import { Prisma } from "@/prisma/generated/client";
import { toSchemaItem } from "@/server/entity-schema/find-schema";
import type { Database } from "@/server/platform/db";

/**
 * Returns the query of the latest version of each schema that an organization has changed or deleted, for a transaction that reads
 * more.
 */
export function findLatestSchemas({ db, organizationId }: { db: Database; organizationId: string }) {
  return db.entitySchemaVersion.findMany({
    where: { organizationId },
    orderBy: [{ slug: Prisma.SortOrder.asc }, { version: Prisma.SortOrder.desc }],
    distinct: ["slug"],
  });
}

/** Returns the schemas of these versions by their slugs; null for one that was deleted. */
export function toSchemas(versions: Awaited<ReturnType<typeof findLatestSchemas>>): ReadonlyMap<string, EntitySchemaItem | null> {
  return new Map(versions.map((version) => [version.slug, toSchemaItem(version)]));
}
