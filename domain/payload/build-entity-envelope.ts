import type { EventContent } from "@/domain/payload/event-content";

/** The toggles that say what of an event a webhook is sent. */
export interface PayloadToggles {
  hydrate_entity: boolean;
  include_relations: boolean;
  include_activity: boolean;
  include_changed_attributes: boolean;
}

/** What is left of an entity that is not hydrated (contract.md "Payload"). */
const IDENTITY_KEYS = ["_id", "_schema", "_title", "_created_at", "_updated_at"] as const;

/**
 * The payload of a published event: `{ metadata, entity, relations?, activity?, changed_attributes? }`, in this order of
 * keys (contract.md "Payload"). What is sent is `writeJson` of it.
 */
export function buildEntityEnvelope(input: {
  metadata: Readonly<Record<string, unknown>>;
  event: EventContent;
  configuration: PayloadToggles;
}): Record<string, unknown> {
  const { metadata, event, configuration } = input;
  const entity = event.entity ?? {};
  return withoutUndefined({
    metadata,
    entity: configuration.hydrate_entity ? entity : identityOf(entity),
    relations: configuration.include_relations ? event.relations : undefined,
    activity: configuration.include_activity ? event.activity : undefined,
    changed_attributes: configuration.include_changed_attributes ? event.changed_attributes : undefined,
  });
}

/**
 * The payload of a direct trigger: all that the caller gave stands at its top level, whatever the toggles say; changed
 * attributes never, since nothing changed (contract.md "Shapes", ExecutionPayload, and "Payload").
 */
export function buildTriggerEnvelope(input: {
  metadata: Readonly<Record<string, unknown>>;
  payload: Readonly<Record<string, unknown>>;
}): Record<string, unknown> {
  const { entity, relations, activity, changed_attributes: _changed, ...rest } = input.payload;
  return withoutUndefined({ metadata: input.metadata, entity: entity ?? {}, relations, activity, ...rest });
}

function identityOf(entity: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return withoutUndefined(Object.fromEntries(IDENTITY_KEYS.map((key) => [key, entity[key]])));
}

function withoutUndefined(value: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined));
}
