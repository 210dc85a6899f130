import "server-only";
import { notFound } from "next/navigation";
import { cache } from "react";
import { readSchema } from "@/app/(portal)/entities/read-schema";
import { requirePageSession, type Session } from "@/app/session";
import type { EntityItem } from "@/domain/entity/entity";
import type { EntitySchemaItem } from "@/domain/entity-schema/entity-schema";
import { isPosternError } from "@/domain/errors";
import { getEntityWithRelations } from "@/server/entity/get-entity";

/** Returns the session, the schema and the record of the address. Shows the not-found page where there is none. Read once a request. */
export const readRecord = cache(async (slug: string, id: string): Promise<Session & { schema: EntitySchemaItem; record: EntityItem }> => {
  const session = await requirePageSession();
  const { schema } = await readSchema(slug);
  try {
    const { entity } = await getEntityWithRelations({ ctx: session.ctx, input: { slug, id } });
    return { ...session, schema, record: entity };
  } catch (error) {
    if (isPosternError(error) && (error.code === "not_found" || error.code === "invalid_input")) notFound();
    throw error;
  }
});
