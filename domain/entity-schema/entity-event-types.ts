import { cutText } from "@/domain/cut-text";
import { optionValues } from "@/domain/entity-schema/attribute-value";
import { entityJsonSchema } from "@/domain/entity-schema/entity-json-schema";
import { attributesOf, type EntitySchema } from "@/domain/entity-schema/entity-schema";
import { BUILT_IN_EVENT_TYPES, type EventTypeDefinition } from "@/domain/event/event-types";
import { object, open, SCHEMA_DIALECT } from "@/domain/event/json-schema";

/** The ends of the names of an entity's events. */
const ENTITY_ACTIONS = ["created", "updated", "deleted"] as const;
type EntityAction = (typeof ENTITY_ACTIONS)[number];

/** The most characters of a schema's name in its event types' labels. */
const MAX_LABEL_LENGTH = 200;

/** The schema whose events have a form of their own, as the built-in types of their names describe it (contract.md "Catalogue"). */
const WITH_OWN_EVENTS = "client";

/** An event type that follows from an entity schema. */
export interface EntityEventType extends EventTypeDefinition {
  entitySchema: string;
}

/**
 * Returns the event types that follow from an entity schema: `<slug>.created`, `.updated` and `.deleted`, with JSON Schemas and
 * examples made from it. `example` is an example of its entities. The schema `client` has none, because those are built in.
 */
export function entityEventTypes({ schema, example }: { schema: EntitySchema; example: Record<string, unknown> }): EntityEventType[] {
  if (schema.slug === WITH_OWN_EVENTS) return [];
  return ENTITY_ACTIONS.map((action) => entityEventType({ schema, example, action }));
}

function entityEventType(input: { schema: EntitySchema; example: Record<string, unknown>; action: EntityAction }): EntityEventType {
  const { schema, example, action } = input;
  const { $schema: _dialect, ...entity } = entityJsonSchema({ schema, dereference: true });
  const isUpdate = action === "updated";
  return {
    entitySchema: schema.slug,
    name: `${schema.slug}.${action}`,
    label: labelOf(schema, action),
    description: `An entity of “${schema.plural}” was ${action}.`,
    aliases: [],
    schema: {
      $schema: SCHEMA_DIALECT,
      ...object(
        {
          entity,
          relations: { type: "array", items: open("A related entity.") },
          activity: open("What the change was part of."),
          changed_attributes: object({
            added: open("Attributes that were set."),
            updated: open("New values."),
            deleted: open("Values that went."),
          }),
          ...(isUpdate && { previous_attributes: open("The values of before, of what was changed or went.") }),
        },
        ["entity"],
      ),
    },
    example: isUpdate ? updateExample(schema, example) : { entity: example },
  };
}

/** Returns the label, which is no built-in type's: `product.updated` and `product_updated` are two events, and lists show both. */
function labelOf({ name }: EntitySchema, action: EntityAction): string {
  const label = `${cutText(name.trim(), MAX_LABEL_LENGTH)} ${action.charAt(0).toUpperCase()}${action.slice(1)}`;
  return BUILT_IN_EVENT_TYPES.some((type) => type.label === label) ? `${label} (entity)` : label;
}

/** Returns an example of a change from the first option of a status or choice to the second; one without a change where there is none. */
function updateExample(schema: EntitySchema, entity: Record<string, unknown>): Record<string, unknown> {
  const changed = attributesOf(schema).find(
    ({ type, name, options }) =>
      (type === "status" || type === "select") && optionValues(options).length > 1 && Object.hasOwn(entity, name),
  );
  const [before, after] = optionValues(changed?.options);
  const is = changed ? { [changed.name]: after } : {};
  const was = changed ? { [changed.name]: before } : {};
  return {
    entity: { ...entity, ...is },
    changed_attributes: { added: {}, updated: is, deleted: {} },
    previous_attributes: was,
  };
}
