import "server-only";
import type { ListedRelation } from "@/components/entity/relation-list";
import { attributesOf, type EntitySchema } from "@/domain/entity-schema/entity-schema";
import type { Context } from "@/server/context";
import { listRelations } from "@/server/entity/list-relations";
import { listSchemas } from "@/server/entity-schema/list-schemas";

/** The relations of each direction that a record's page shows. */
const SHOWN = 100;

/** Returns a record's own relations and those of records that relate to it, with how many there are of each. */
export async function readRelations(input: { ctx: Context; slug: string; id: string }) {
  const { ctx, ...record } = input;
  const read = (mode: "direct" | "reverse") =>
    listRelations({ ctx, input: { ...record, mode, size: SHOWN, isHydrated: true, fields: ["_title", "_deleted_at"], deleted: "true" } });
  const [direct, reverse, { results: schemas }] = await Promise.all([read("direct"), read("reverse"), listSchemas({ ctx, input: {} })]);
  const own = schemas.find(({ slug }) => slug === record.slug);
  return {
    own: { total: direct.hits, relations: direct.relations.flatMap((one) => toListed(one, () => own)) },
    reverse: {
      total: reverse.hits,
      relations: reverse.relations.flatMap((one) => toListed(one, (slug) => schemas.find((schema) => schema.slug === slug))),
    },
  };
}

function toListed(
  item: Awaited<ReturnType<typeof listRelations>>["relations"][number],
  schemaOf: (slug: string) => EntitySchema | undefined,
): ListedRelation[] {
  if (!("$relation" in item) || typeof item.$relation !== "object") return [];
  const { entity_id: entityId, attribute, _schema: schema } = item.$relation;
  const holder = schemaOf(schema);
  const label = (holder ? attributesOf(holder) : []).find(({ name }) => name === attribute)?.label ?? attribute;
  const title = item["_title"];
  return [{ attribute, label, entityId, schema, title: typeof title === "string" ? title : null, isDeleted: "_deleted_at" in item }];
}
