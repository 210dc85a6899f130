import { z } from "zod";

/** An entity as the API answers it: what Postern sets, and its attributes. */
export const entityAnswer = z.looseObject({
  _id: z.string(),
  _org: z.string(),
  _schema: z.string(),
  _title: z.string().nullable(),
  _created_at: z.iso.datetime(),
  _updated_at: z.iso.datetime(),
  _deleted_at: z.iso.datetime().optional(),
});

/** An entity with those that its relations lead to. */
export const entityWithRelations = z.object({ entity: entityAnswer, relations: z.array(entityAnswer) });
