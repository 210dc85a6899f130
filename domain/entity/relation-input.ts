import { z } from "zod";
import { entityId, entityReference } from "@/domain/entity/entity-input";
import { entitySlug } from "@/domain/entity-schema/entity-schema";
import { storableText } from "@/domain/storable-text";

/** The most relations that one request adds or removes. */
const MAX_ITEMS = 1_000;

const attributeName = storableText({ min: 1, max: 255 }).refine((name) => !name.startsWith("_"), "This attribute is Postern's own.");
const tags = z
  .array(storableText({ max: 255 }), "Give a list of texts.")
  .max(100, "Give at most 100 tags.")
  .optional();

/** A relation as it is named in a body. What follows from the rest (`org_id`, `_schema`, `reverse`) is accepted and ignored. */
const relationItem = z.object({ entity_id: entityId, attribute: attributeName, _tags: tags }, "Give { attribute, entity_id }.");

/** The body of an addition or a removal of relations. */
export const relationItems = z
  .array(relationItem, "Give a list such as [{ attribute, entity_id }].")
  .min(1, "Give at least one relation.")
  .max(MAX_ITEMS, `Give at most ${MAX_ITEMS} relations.`);

/** The path of one relation, and the body that sets its tags. */
export const relationReference = entityReference.extend({ attribute: z.string(), entity_id: z.string() });
export const relationTags = z.object({ _tags: tags });

/** A relation as the API answers it. */
export const relationAnswer = z.object({
  entity_id: z.string(),
  attribute: z.string(),
  _schema: z.string(),
  _tags: z.array(z.string()),
  reverse: z.boolean(),
});

export const relationAnswers = z.array(relationAnswer);

/** An item of a list of relations: a relation, or the related entity with `$relation`. */
const relationOrEntity = z.union([relationAnswer, z.looseObject({ $relation: relationAnswer.omit({ reverse: true }) })]);
export const relationList = z.array(relationOrEntity);
export const relationPage = z.object({ hits: z.int(), relations: relationList });

const MAX_PAGE = 1_000;
const MAX_FROM = 10_000;

/** The choice of an entity's relations, and the page. */
export const relationsRequest = entityReference.extend({
  isHydrated: z.boolean().default(false),
  mode: z.enum(["direct", "reverse", "both"]).default("direct"),
  from: z.int().min(0).max(MAX_FROM).default(0),
  size: z.int().min(1).max(MAX_PAGE).default(100),
  includeSchemas: z.array(entitySlug).max(100).default([]),
  excludeSchemas: z.array(entitySlug).max(100).default([]),
  fields: z.array(z.string()).default([]),
  deleted: z.enum(["true", "false", "only"]).default("false"),
});
