import type { EventTypeListener } from "@/domain/event/event-type-definition";
import type { Database, Transaction } from "@/server/platform/db";

/** Returns the webhooks that listen to these event types, oldest first, by the type's name. */
export async function findListeners(input: {
  db: Database | Transaction;
  organizationId: string;
  names?: readonly string[];
}): Promise<ReadonlyMap<string, EventTypeListener[]>> {
  const { db, organizationId, names } = input;
  const webhooks = await db.webhook.findMany({
    where: { organizationId, deletedAt: null, ...(names && { eventType: { in: [...names] } }) },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select: { id: true, name: true, eventType: true },
  });
  const listeners = new Map<string, EventTypeListener[]>();
  for (const { id, name, eventType } of webhooks) listeners.set(eventType, [...(listeners.get(eventType) ?? []), { id, name }]);
  return listeners;
}
