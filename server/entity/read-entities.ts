import type { Entity } from "@/domain/entity/entity";
import { Prisma } from "@/prisma/generated/client";
import { ENTITY_COLUMNS, type EntityRow, toEntity } from "@/server/entity/read-entity";
import type { Database, Transaction } from "@/server/platform/db";
import { PREPARED } from "@/server/platform/prepared-statements";

/** A choice of entities by their deletion: those that are not deleted, all, or only those that are. */
type DeletedChoice = "false" | "true" | "only";

/** Returns the condition, in SQL, that an entity `e` is of the choice. */
export function isOfChoice(choice: DeletedChoice): Prisma.Sql {
  switch (choice) {
    case "false":
      return Prisma.sql`e.deleted_at is null`;
    case "only":
      return Prisma.sql`e.deleted_at is not null`;
    case "true":
      return Prisma.sql`true`;
  }
}

/** Reads entities of an organization by their ids. Those that are not there are missing in the map. */
export async function readEntities(input: {
  db: Database | Transaction;
  organizationId: string;
  ids: readonly string[];
  deleted?: DeletedChoice;
}): Promise<ReadonlyMap<string, Entity>> {
  const { db, organizationId, ids, deleted = "false" } = input;
  if (ids.length === 0) return new Map();
  const rows = await db.$queryRaw<EntityRow[]>`${PREPARED}
    select ${ENTITY_COLUMNS} from entity e
    where e.organization_id = ${organizationId} and e.id = any(${[...new Set(ids)]}::text[]) and ${isOfChoice(deleted)}`;
  return new Map(rows.map((row) => [row.id, toEntity(row)]));
}
