import { BUILT_IN_EVENT_TYPES } from "@/domain/event/event-types";
import type { Database, Transaction } from "@/server/platform/db";

/**
 * Writes this version's built-in event types to an organization; safe to run at every start. The same statement raises the
 * organization's subscriptions_version, but only when something changed.
 */
export async function syncBuiltInEventTypes(input: { db: Database | Transaction; organizationId: string }): Promise<void> {
  await input.db.$executeRaw`
    with wanted as (
      select name, label, description, aliases, schema, example
      from json_to_recordset(${JSON.stringify(BUILT_IN_EVENT_TYPES)}::json)
        as row(name text, label text, description text, aliases text[], schema json, example json)
    ), changed as (
      insert into event_type (organization_id, name, label, description, aliases, schema, example, built_in)
      select ${input.organizationId}, name, label, description, aliases, schema, example, true from wanted
      on conflict (organization_id, name) do update
        set label = excluded.label, description = excluded.description, aliases = excluded.aliases,
            schema = excluded.schema, example = excluded.example, built_in = true, updated_at = now()
        where (event_type.label, event_type.description, event_type.aliases, event_type.schema::text, event_type.example::text, event_type.built_in)
          is distinct from (excluded.label, excluded.description, excluded.aliases, excluded.schema::text, excluded.example::text, true)
      returning name
    )
    update organization set subscriptions_version = subscriptions_version + 1
    where id = ${input.organizationId} and exists (select from changed)`;
}
