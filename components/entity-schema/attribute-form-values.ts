import { z } from "zod";
import { CHOICE_TYPES } from "@/components/entity-schema/attribute-types";
import { type EntityAttribute, entityAttribute } from "@/domain/entity-schema/entity-schema";
import { trimPasted } from "@/domain/trim-pasted";

/** An option as the form holds it. */
interface OptionRow {
  value: string;
  title: string;
}

/** An attribute as the form holds it. */
export interface AttributeFormValues {
  label: string;
  name: string;
  type: string;
  required: boolean;
  repeatable: boolean;
  /** True for a number that is a JSON number, not a text. */
  isJsonNumber: boolean;
  options: OptionRow[];
  /** True when other values than the options are allowed. */
  allowsOthers: boolean;
  relationType: "has_one" | "has_many";
  allowedSchemas: string[];
}

export function toAttributeValues(attribute: EntityAttribute | null): AttributeFormValues {
  const options = (attribute?.options ?? []).flatMap((option): OptionRow[] => {
    if (option === null) return [];
    return [typeof option === "string" ? { value: option, title: "" } : { value: option.value, title: option.title ?? "" }];
  });
  return {
    label: attribute?.label ?? "",
    name: attribute?.name ?? "",
    type: attribute?.type ?? "string",
    required: attribute?.required ?? false,
    repeatable: attribute?.repeatable ?? false,
    isJsonNumber: attribute?.data_type === "number",
    options,
    allowsOthers: attribute?.allow_any ?? attribute?.allow_extra_options ?? false,
    relationType: attribute?.relation_type ?? "has_many",
    allowedSchemas: attribute?.allowedSchemas ?? [],
  };
}

/** Returns a name for an attribute by its label: `Customer number` becomes `customer_number`. */
export function nameOfLabel(label: string): string {
  return label
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "_")
    .replaceAll(/^_+|_+$/g, "")
    .slice(0, 64);
}

/**
 * Returns the schema that makes an attribute from the form's values. What `before` has and the form does not know stays. `others` are the
 * names of the schema's other attributes.
 */
export function attributeForm({ before, others }: { before: EntityAttribute | null; others: readonly string[] }) {
  return z.custom<AttributeFormValues>().transform((values, check): EntityAttribute => {
    const refuse = (path: PropertyKey[], message: string) => check.addIssue({ code: "custom", path, message });
    const [label, name] = [trimPasted(values.label), trimPasted(values.name)];
    if (label === "") refuse(["label"], "Give a label.");
    if (name === "") refuse(["name"], "Give a name.");
    else if (name.startsWith("_")) refuse(["name"], "Names that begin with _ are Postern's own.");
    else if (others.includes(name)) refuse(["name"], `There is an attribute ${name} already. Give each a name of its own.`);
    const options = values.options.map((option) => ({ value: trimPasted(option.value), title: trimPasted(option.title) }));
    for (const [index, { value }] of options.entries()) {
      if (value === "") refuse(["options", index, "value"], "Give the option's value.");
      else if (options.findIndex((other) => other.value === value) < index)
        refuse(["options", index, "value"], "This value is given twice.");
    }
    const parsed = entityAttribute.safeParse(toAttribute({ ...values, label, name, options }, before));
    for (const { path, message } of parsed.error?.issues ?? []) if (label && name) refuse(path.slice(0, 1), message);
    return parsed.data ?? z.NEVER;
  });
}

function toAttribute(values: AttributeFormValues, before: EntityAttribute | null): Record<string, unknown> {
  const { label, name, type, options } = values;
  const isChoice = CHOICE_TYPES.includes(type);
  const { options: _options, data_type: _number, relation_type: _relation, allowedSchemas: _schemas, ...kept } = before ?? {};
  return {
    ...kept,
    ...{ name, label, type },
    ...flag("required", values.required, before),
    ...flag("repeatable", values.repeatable, before),
    ...(isChoice && {
      options: options.map(({ value, title }) => (title === "" ? value : { ...storedOption(before, value), value, title })),
    }),
    ...(isChoice && flag("allow_any", values.allowsOthers, before)),
    ...(type === "number" && values.isJsonNumber && { data_type: "number" }),
    ...(type === "relation" && { relation_type: values.relationType, allowedSchemas: values.allowedSchemas }),
    ...(type === "currency" && !Array.isArray(before?.["currency"]) && { currency: [] }),
  };
}

/** Returns a flag where it is set, or was given before. */
function flag(name: "required" | "repeatable" | "allow_any", isSet: boolean, before: EntityAttribute | null): Record<string, unknown> {
  return isSet || (before && Object.hasOwn(before, name)) ? { [name]: isSet } : {};
}

/** Returns an option as it was stored, with what the form does not know of it. */
function storedOption(before: EntityAttribute | null, value: string): Record<string, unknown> {
  const found = (before?.options ?? []).find((option) => typeof option === "object" && option?.value === value);
  return typeof found === "object" && found !== null ? found : {};
}
