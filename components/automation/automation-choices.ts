import type { Scalar } from "@/components/automation/change-filter";
import type { FlowNames } from "@/components/automation/describe-flow";
import type { EventTypeOption } from "@/components/webhook/event-type";
import { comparedAs } from "@/domain/automation/action-condition";
import { attributesOf, type EntityAttribute, type EntitySchema } from "@/domain/entity-schema/entity-schema";
import type { EventField } from "@/domain/event/event-fields";
import type { WebhookStatus } from "@/domain/webhook/webhook-config";

/** An attribute that conditions and mappings may name. */
export interface AttributeChoice extends EventField {
  /** The type of the attribute, as its schema has it. */
  attributeType: string;
  /** True for a number that is a JSON number, not a text. */
  isJsonNumber: boolean;
}

export interface SchemaChoice {
  slug: string;
  name: string;
  attributes: readonly AttributeChoice[];
}

export interface WebhookChoice {
  id: string;
  name: string;
  url: string | undefined;
  status: WebhookStatus;
}

/** The things that an automation may be about, for its form. */
export interface AutomationChoices {
  schemas: readonly SchemaChoice[];
  types: readonly EventTypeOption[];
  webhooks: readonly WebhookChoice[];
}

export function toSchemaChoice(schema: EntitySchema): SchemaChoice {
  const own: AttributeChoice[] = [
    { ...ONE, path: "_id", type: "string", attributeType: "string" },
    { ...ONE, path: "_title", type: "string", attributeType: "string" },
    { ...ONE, path: "_created_at", type: "datetime", attributeType: "datetime" },
    { ...ONE, path: "_updated_at", type: "datetime", attributeType: "datetime" },
  ];
  return { slug: schema.slug, name: schema.name, attributes: [...attributesOf(schema).map(toAttributeChoice), ...own] };
}

const ONE = { isList: false, isOfObjects: false, isOfItems: false, values: [], isJsonNumber: false };

/** The types of attributes whose values are lists. */
const LISTS: readonly string[] = ["multiselect", "checkbox", "tags", "email", "phone", "address", "link"];

function toAttributeChoice({ name, type, repeatable, options, data_type }: EntityAttribute): AttributeChoice {
  const values = (options ?? []).flatMap((option) => (option === null ? [] : [typeof option === "string" ? option : option.value]));
  return {
    ...ONE,
    path: name,
    type: comparedAs(type),
    isList: repeatable === true || LISTS.includes(type),
    values: type === "boolean" ? ["true", "false"] : values,
    attributeType: type,
    isJsonNumber: data_type === "number",
  };
}

/** Returns the attributes of these schemas, each name once. Where none is named, any record may come, and nothing is known. */
export function attributesOfSchemas(schemas: readonly SchemaChoice[], slugs: readonly string[]): AttributeChoice[] {
  const all = schemas.filter(({ slug }) => slugs.includes(slug)).flatMap(({ attributes }) => attributes);
  return [...new Map(all.toReversed().map((attribute) => [attribute.path, attribute])).values()].toReversed();
}

/** Returns the names that sentences need. */
export function namesOf({ schemas, types, webhooks }: AutomationChoices): FlowNames {
  return {
    schemas: Object.fromEntries(schemas.map(({ slug, name }) => [slug, name])),
    events: Object.fromEntries(types.flatMap((type) => [type.name, ...type.aliases].map((name) => [name, type.label]))),
    webhooks: Object.fromEntries(webhooks.map(({ id, name }) => [id, name])),
  };
}

/**
 * Returns values that were typed as what an attribute holds: `true` for a boolean, a number for a JSON number. A value that was there
 * before stays what it was.
 */
export function toScalars(texts: readonly string[], attribute: AttributeChoice | undefined, before: readonly Scalar[]): Scalar[] {
  return texts.map((text) => before.find((one) => String(one) === text) ?? toScalar(text, attribute));
}

function toScalar(text: string, attribute: AttributeChoice | undefined): Scalar {
  if (attribute?.attributeType === "boolean" && (text === "true" || text === "false")) return text === "true";
  if (attribute?.isJsonNumber && text.trim() !== "" && String(Number(text)) === text.trim()) return Number(text);
  return text;
}
