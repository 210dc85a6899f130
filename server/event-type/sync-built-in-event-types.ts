import { entityEventTypes } from "@/domain/entity-schema/entity-event-types";
import { entityExample } from "@/domain/entity-schema/entity-example";
import { SEEDED_SCHEMAS } from "@/domain/entity-schema/seeded-schemas";
import { BUILT_IN_EVENT_TYPES } from "@/domain/event/event-types";
import { type ManagedEventType, writeEventTypes } from "@/server/event-type/write-event-types";
import type { Database, Transaction } from "@/server/platform/db";

/**
 * Writes this version's built-in event types to an organization, and those of the entity schemas that come with Postern; safe to
 * run at every start. What follows from a schema that the organization has changed or deleted stays as it is.
 */
export async function syncBuiltInEventTypes(input: { db: Database | Transaction; organizationId: string }): Promise<void> {
  const { db, organizationId } = input;
  const changed = await db.entitySchemaVersion.findMany({ where: { organizationId }, distinct: ["slug"], select: { slug: true } });
  const changedSlugs = new Set(changed.map(({ slug }) => slug));
  const ofSchemas: ManagedEventType[] = SEEDED_SCHEMAS.filter(({ slug }) => !changedSlugs.has(slug)).flatMap((schema) =>
    entityEventTypes({ schema, example: entityExample({ schema, organizationId }) }),
  );
  await writeEventTypes({ db, organizationId, types: [...BUILT_IN_EVENT_TYPES, ...ofSchemas] });
}
