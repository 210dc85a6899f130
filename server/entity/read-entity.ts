import type { Entity } from "@/domain/entity/entity";
import { ENTITY_ID_FORM } from "@/domain/entity/entity-input";
import { parseJsonObject } from "@/domain/json/parse-json-object";
import { Prisma } from "@/prisma/generated/client";
import type { Database, Transaction } from "@/server/platform/db";
import { PREPARED } from "@/server/platform/prepared-statements";

/** An entity as a statement reads it. */
export interface EntityRow {
  id: string;
  schema: string;
  title: string | null;
  /** JSON. */
  data: string;
  createdAt: Date;
  updatedAt: Date;
  deletedAt: Date | null;
  version: bigint;
}

/** An entity with the version of its row, which the next change has to name. */
export interface VersionedEntity {
  entity: Entity;
  version: bigint;
}

/** The columns of `e`, an entity's row. */
export const ENTITY_COLUMNS = Prisma.sql`e.id, e.schema, e.title, e.data::text as data, e.created_at as "createdAt",
  e.updated_at as "updatedAt", e.deleted_at as "deletedAt", e.version`;

/** Returns the entity of a row. Its attributes keep their digits. */
export function toEntity({ data, version: _version, ...row }: EntityRow): Entity {
  return { ...row, attributes: parseJsonObject(data) };
}

/**
 * Reads an entity of an organization, be it deleted or not; null where there is none of this id and schema. With `isLocked` its row is
 * locked for the rest of the transaction.
 */
export async function readEntity(input: {
  db: Database | Transaction;
  organizationId: string;
  slug: string;
  id: string;
  isLocked?: boolean;
}): Promise<VersionedEntity | null> {
  const { db, organizationId, slug, id, isLocked = false } = input;
  if (!ENTITY_ID_FORM.test(id)) return null;
  const [row] = await db.$queryRaw<EntityRow[]>`${PREPARED}
    select ${ENTITY_COLUMNS} from entity e where organization_id = ${organizationId} and id = ${id} and schema = ${slug}
    ${isLocked ? Prisma.sql`for update` : Prisma.empty}`;
  return row ? { entity: toEntity(row), version: row.version } : null;
}
