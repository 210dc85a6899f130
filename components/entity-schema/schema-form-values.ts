import { z } from "zod";
import type { EntityAttribute, EntitySchemaItem } from "@/domain/entity-schema/entity-schema";
import { entitySchemaInput, newSlug } from "@/domain/entity-schema/entity-schema-input";
import { trimPasted } from "@/domain/trim-pasted";
import { wordsForIssue } from "@/domain/words-for-issue";

/** The form's values. */
interface SchemaFormValues {
  slug: string;
  name: string;
  plural: string;
  description: string;
  title_template: string;
  attributes: EntityAttribute[];
}

export function toSchemaValues(schema: EntitySchemaItem | null): SchemaFormValues {
  return {
    slug: schema?.slug ?? "",
    name: schema?.name ?? "",
    plural: schema?.plural ?? "",
    description: schema?.description ?? "",
    title_template: schema?.title_template ?? "",
    attributes: schema?.attributes ?? [{ name: "name", label: "Name", type: "string", required: true }],
  };
}

/**
 * Returns the schema that makes an entity schema from the form's values, with its slug. What `before` has and the form does not know
 * stays.
 */
export function schemaForm(before: EntitySchemaItem | null) {
  return z.custom<SchemaFormValues>().transform((values, check): { slug: string; schema: Record<string, unknown> } => {
    const slug = before?.slug ?? trimPasted(values.slug);
    const schema = {
      ...before,
      slug,
      name: trimPasted(values.name),
      plural: trimPasted(values.plural),
      ...text("description", values.description, before),
      ...text("title_template", values.title_template, before),
      attributes: values.attributes,
      capabilities: before?.capabilities ?? [],
    };
    const slugFaults = newSlug.safeParse(slug).error?.issues ?? [];
    for (const { message } of slugFaults.slice(0, 1)) check.addIssue({ code: "custom", path: ["slug"], message });
    for (const { path, message } of entitySchemaInput.safeParse(schema, { error: wordsForIssue }).error?.issues ?? []) {
      if (path[0] !== "slug") check.addIssue({ code: "custom", path: [...path], message });
    }
    return { slug, schema };
  });
}

/** Returns a text where there is one, or was one before. */
function text(field: "description" | "title_template", typed: string, before: EntitySchemaItem | null): Record<string, unknown> {
  const given = trimPasted(typed);
  if (given !== "") return { [field]: given };
  return before && Object.hasOwn(before, field) ? { [field]: null } : {};
}
