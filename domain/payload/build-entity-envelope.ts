import type { EventContent } from "@/domain/payload/event-content";

/** The toggles that choose the parts of an event that a webhook is sent. */
export interface PayloadToggles {
  hydrate_entity: boolean;
  include_relations: boolean;
  include_activity: boolean;
  include_changed_attributes: boolean;
}

/** The keys that an entity keeps when it is not hydrated (contract.md "Payload"). */
const IDENTITY_KEYS = ["_id", "_schema", "_title", "_created_at", "_updated_at"] as const;

/**
 * Builds the payload of a published event: `{ metadata, entity, relations?, activity?, changed_attributes? }`, in this order of
 * keys (contract.md "Payload"). The text that is sent is its `writeJson`.
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
    event: event.event,
    relations: configuration.include_relations ? event.relations : undefined,
    activity: configuration.include_activity ? event.activity : undefined,
    changed_attributes: configuration.include_changed_attributes ? event.changed_attributes : undefined,
  });
}

/**
 * Builds the payload of a direct trigger: everything that the caller gave is at its top level, whatever the toggles say. Changed
 * attributes are left out, since nothing changed (contract.md "Shapes", ExecutionPayload, and "Payload").
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
