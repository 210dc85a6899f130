import type { EventTypeDefinition } from "@/domain/event/event-types";
import type { Database, Transaction } from "@/server/platform/db";

/** An event type that Postern itself defines; `entitySchema` where it follows from an entity schema. */
export type ManagedEventType = EventTypeDefinition & { entitySchema?: string };

/**
 * Writes event types that come with Postern, or follow from an entity schema, to an organization. The same statement raises the
 * organization's subscriptions_version, but only when something changed. A type that follows from an entity schema leaves alone
 * what has its name already: an event type of the organization's own, or an alias.
 */
export async function writeEventTypes(input: {
  db: Database | Transaction;
  organizationId: string;
  types: readonly ManagedEventType[];
}): Promise<void> {
  const { db, organizationId, types } = input;
  await db.$executeRaw`
    with wanted as (
      select name, label, description, aliases, schema, example, "entitySchema" as entity_schema
      from json_to_recordset(${JSON.stringify(types)}::json)
        as row(name text, label text, description text, aliases text[], schema json, example json, "entitySchema" text)
    ), changed as (
      insert into event_type (organization_id, name, label, description, aliases, schema, example, built_in, entity_schema)
      select ${organizationId}, name, label, description, aliases, schema, example, true, entity_schema from wanted
      where entity_schema is null or not exists (
        select from event_type other
        where other.organization_id = ${organizationId} and wanted.name = any(other.aliases) and other.name <> wanted.name
      )
      on conflict (organization_id, name) do update
        set label = excluded.label, description = excluded.description, aliases = excluded.aliases, schema = excluded.schema,
            example = excluded.example, built_in = true, entity_schema = excluded.entity_schema, updated_at = now()
        where (excluded.entity_schema is null or event_type.entity_schema is not null)
          and (event_type.label, event_type.description, event_type.aliases, event_type.schema::text, event_type.example::text,
               event_type.built_in, event_type.entity_schema)
          is distinct from (excluded.label, excluded.description, excluded.aliases, excluded.schema::text, excluded.example::text,
               true, excluded.entity_schema)
      returning name
    )
    update organization set subscriptions_version = subscriptions_version + 1
    where id = ${organizationId} and exists (select from changed)`;
}
