import { ID_PREFIXES } from "@/domain/id-forms";

/** The beginning of the id of an operation's event, before the operation's own id. */
export const EVENT_OF_OPERATION_PREFIX = `${ID_PREFIXES.event}_`;

/** Returns the id of the event that an operation on an entity publishes. So the log can be asked for the events of an entity. */
export function eventIdOfOperation(operationId: string): string {
  return `${EVENT_OF_OPERATION_PREFIX}${operationId}`;
}
