import type { EntityEventType } from "@/domain/entity-schema/entity-event-types";
import { PosternError } from "@/domain/errors";
import { MAX_EVENT_TYPES } from "@/domain/event/event-type-definition";
import { writeEventTypes } from "@/server/event-type/write-event-types";
import type { Transaction } from "@/server/platform/db";

/**
 * Adds or changes the event types that follow from an entity schema. Throws PosternError `conflict` at the limit of event types.
 */
export async function putEntityEventTypes(input: {
  tx: Transaction;
  organizationId: string;
  types: readonly EntityEventType[];
}): Promise<void> {
  const { tx, organizationId, types } = input;
  const names = types.map(({ name }) => name);
  const others = await tx.eventType.count({ where: { organizationId, name: { notIn: names } } });
  if (others + names.length > MAX_EVENT_TYPES) {
    const message = `With this entity schema's own, this organization would have more than ${MAX_EVENT_TYPES} event types. Delete one that is not used.`;
    throw new PosternError("conflict", message);
  }
  await writeEventTypes({ db: tx, organizationId, types });
}
