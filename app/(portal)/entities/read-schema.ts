import "server-only";
import { notFound } from "next/navigation";
import { cache } from "react";
import { requirePageSession, type Session } from "@/app/session";
import type { EntitySchemaItem } from "@/domain/entity-schema/entity-schema";
import { isPosternError } from "@/domain/errors";
import { getSchema } from "@/server/entity-schema/get-schema";

/** Returns the session and the entity schema of the address. Shows the not-found page where there is none. Read once a request. */
export const readSchema = cache(async (slug: string): Promise<Session & { schema: EntitySchemaItem }> => {
  const session = await requirePageSession();
  try {
    return { ...session, schema: await getSchema({ ctx: session.ctx, input: { slug } }) };
  } catch (error) {
    if (isPosternError(error) && (error.code === "not_found" || error.code === "invalid_input")) notFound();
    throw error;
  }
});
