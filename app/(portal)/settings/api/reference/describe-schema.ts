import type { JsonSchema } from "@/app/_openapi/json-schema";
import type { SchemaField } from "@/components/reference/reference";

type Schemas = Readonly<Record<string, JsonSchema>>;

/** The style of a described schema: objects with a name are links to their own description, or inlined with all their fields. */
interface Style {
  schemas: Schemas;
  isInlined: boolean;
}

interface Place {
  name?: string;
  isRequired?: boolean;
  /** The names of the enclosing objects, so that none is written out within itself. */
  within?: readonly string[];
}

/** Returns a JSON Schema of the API's definition as a tree for readers. */
export function describeSchema(schema: JsonSchema, style: Style, { name, isRequired = false, within = [] }: Place = {}): SchemaField {
  const { core, isNullable } = withoutNull(schema);
  const object = nameOf(core);
  const resolved = object === null ? core : { ...style.schemas[object], ...core };
  const items = itemsOf(resolved);
  const itemObject = nameOf(items ?? {});
  const named = object ?? itemObject;
  const isLink = named !== null && (!style.isInlined || within.includes(named));
  const inside = isLink ? NOTHING : describeInside(resolved, style, { within: named === null ? within : [...within, named] });
  return {
    name: name ?? null,
    type: `${typeInWords(core, style.schemas)}${isNullable ? " or null" : ""}`,
    isRequired,
    description: textOf(schema["description"]) ?? textOf(core["description"]) ?? null,
    facts: factsOf(resolved),
    values: valuesOf(resolved),
    objectName: isLink ? named : null,
    ...inside,
  };
}

type Inside = Pick<SchemaField, "hasForms" | "children">;

const NOTHING: Inside = { hasForms: false, children: [] };

/** Returns the parts of a schema: those of a list's items, its alternative forms, or its fields. */
function describeInside(schema: JsonSchema, style: Style, place: Place): Inside {
  const items = itemsOf(schema);
  if (items) {
    const { hasForms, children } = describeSchema(items, style, place);
    return { hasForms, children };
  }
  const forms = formsOf(schema);
  if (forms.length > 0) return { hasForms: true, children: forms.map((form) => describeSchema(form, style, place)) };
  return { hasForms: false, children: fieldsOf(schema, style, place) };
}

function fieldsOf(schema: JsonSchema, style: Style, place: Place): SchemaField[] {
  const {
    properties,
    required = [],
    additionalProperties,
  } = schema as {
    properties?: Record<string, JsonSchema>;
    required?: string[];
    additionalProperties?: JsonSchema | boolean;
  };
  const fields = Object.entries(properties ?? {}).map(([name, property]) =>
    describeSchema(property, style, { ...place, name, isRequired: required.includes(name) }),
  );
  const isMap = typeof additionalProperties === "object" && Object.keys(additionalProperties).length > 0;
  return isMap ? [...fields, describeSchema(additionalProperties, style, { ...place, name: "<any name>" })] : fields;
}

/** Returns a schema without "or null", and whether it had that. */
function withoutNull(schema: JsonSchema): { core: JsonSchema; isNullable: boolean } {
  const { anyOf, type, ...rest } = schema as { anyOf?: JsonSchema[]; type?: string | string[] };
  if (anyOf) {
    const others = anyOf.filter((form) => form["type"] !== "null");
    const isNullable = others.length < anyOf.length;
    const [only, ...more] = others;
    return only && more.length === 0 ? { core: { ...rest, ...only }, isNullable } : { core: { ...rest, anyOf: others }, isNullable };
  }
  if (!Array.isArray(type)) return { core: schema, isNullable: false };
  const others = type.filter((one) => one !== "null");
  return { core: { ...rest, type: others.length === 1 ? others[0] : others }, isNullable: others.length < type.length };
}

function formsOf({ anyOf, oneOf }: JsonSchema): JsonSchema[] {
  const forms = (anyOf ?? oneOf) as JsonSchema[] | undefined;
  return forms && forms.length > 1 && forms.some((form) => form["type"] === "object" || form["type"] === "array" || nameOf(form))
    ? forms
    : [];
}

function itemsOf({ type, items }: JsonSchema): JsonSchema | null {
  return type === "array" && typeof items === "object" && items !== null ? (items as JsonSchema) : null;
}

function nameOf({ $ref: reference }: JsonSchema): string | null {
  return typeof reference === "string" ? reference.slice(reference.lastIndexOf("/") + 1) : null;
}

const WORDS: Readonly<Record<string, string>> = { string: "text", integer: "whole number", boolean: "true or false" };

function typeInWords(schema: JsonSchema, schemas: Schemas): string {
  const name = nameOf(schema);
  if (name !== null) return schemas[name]?.["type"] === "object" ? name : typeInWords(schemas[name] ?? {}, schemas);
  const items = itemsOf(schema);
  if (items) return `list of ${typeInWords(withoutNull(items).core, schemas)}`;
  const { type, anyOf, oneOf, format } = schema as {
    type?: string | string[];
    anyOf?: JsonSchema[];
    oneOf?: JsonSchema[];
    format?: string;
  };
  const forms = anyOf ?? oneOf;
  if (forms) return [...new Set(forms.map((form) => typeInWords(form, schemas)))].join(" or ");
  if (format === "date-time") return "time (ISO 8601)";
  if (format !== undefined) return format.toUpperCase();
  if (type === undefined) return schema["const"] === undefined && schema["enum"] === undefined ? "anything" : "text";
  return [type]
    .flat()
    .map((one) => WORDS[one] ?? one)
    .join(" or ");
}

function valuesOf({ enum: values, const: only }: JsonSchema): string[] {
  const all = Array.isArray(values) ? values : only === undefined ? [] : [only];
  return all.map((value) => (typeof value === "string" ? value : JSON.stringify(value)));
}

const amount = (value: unknown) => Number(value).toLocaleString("en-US");
/** Checks whether a number is a real bound. Beyond the safe integers it stands for no limit. */
const isBound = (value: unknown) => typeof value === "number" && Math.abs(value) < Number.MAX_SAFE_INTEGER;

function factsOf(schema: JsonSchema): string[] {
  const { minLength, maxLength, minimum, maximum, minItems, maxItems, default: standard } = schema;
  return [
    isBound(minimum) ? `at least ${amount(minimum)}` : null,
    isBound(maximum) ? `at most ${amount(maximum)}` : null,
    isBound(minLength) && Number(minLength) > 1 ? `at least ${amount(minLength)} characters` : null,
    isBound(maxLength) ? `at most ${amount(maxLength)} characters` : null,
    isBound(minItems) && Number(minItems) > 0 ? `at least ${amount(minItems)}` : null,
    isBound(maxItems) ? `at most ${amount(maxItems)}` : null,
    standard === undefined || (Array.isArray(standard) && standard.length === 0) ? null : `default ${JSON.stringify(standard)}`,
  ].filter((fact) => fact !== null);
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
