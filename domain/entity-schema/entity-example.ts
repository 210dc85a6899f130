import { type DescribedSchema, entityJsonSchema } from "@/domain/entity-schema/entity-json-schema";
import type { EntitySchema } from "@/domain/entity-schema/entity-schema";
import { renderTitle } from "@/domain/entity-schema/render-title";
import { exampleFromSchema } from "@/domain/event/example-from-schema";
import { toJsonObject } from "@/domain/json/json-object";

/** Returns an entity as an example of a schema, with a value for each attribute: its default, its first option, or one of its type. */
export function entityExample(input: {
  schema: DescribedSchema & Pick<EntitySchema, "title_template">;
  organizationId: string;
}): Record<string, unknown> {
  const { schema, organizationId } = input;
  const example = toJsonObject(exampleFromSchema(entityJsonSchema({ schema, dereference: true }))) ?? {};
  const access = [`org:${organizationId}`];
  return {
    ...example,
    _org: organizationId,
    _owners: [{ org_id: organizationId }],
    _title: renderTitle(schema.title_template, example),
    _acl: { view: access, edit: access, delete: access },
  };
}
