import { PosternError } from "@/domain/errors";
import type { EventType } from "@/prisma/generated/client";
import type { Database, Transaction } from "@/server/platform/db";

/**
 * Returns an event type by its name or an alias. Throws PosternError `not_found` for an unknown name and for another
 * organization's type.
 */
export async function getEventTypeInTenant(input: {
  db: Database | Transaction;
  organizationId: string;
  name: string;
}): Promise<EventType> {
  const { db, organizationId, name } = input;
  const types = await db.eventType.findMany({ where: { organizationId, OR: [{ name }, { aliases: { has: name } }] } });
  // A canonical name takes precedence over an alias of another type.
  const type = types.find((candidate) => candidate.name === name) ?? types[0];
  if (!type) throw new PosternError("not_found", `This organization has no event type ${name}. GET /v1/events lists them.`);
  return type;
}
