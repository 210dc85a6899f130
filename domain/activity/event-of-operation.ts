import { ID_PREFIXES } from "@/domain/id-forms";

/** The beginning of the ids of an operation's events, before the operation's own id. */
export const EVENT_OF_OPERATION_PREFIX = `${ID_PREFIXES.event}_`;

/** The ends of these ids, behind the operation's own: of the entity's own event, and of the built-in one that some changes publish too. */
const ENDS = { own: "", builtIn: "_built_in" } as const;
export const EVENT_OF_OPERATION_ENDS: readonly string[] = Object.values(ENDS);

/** Returns the id of an event that an operation on an entity publishes. So the log can be asked for the events of an entity. */
export function eventIdOfOperation(operationId: string, event: keyof typeof ENDS): string {
  return `${EVENT_OF_OPERATION_PREFIX}${operationId}${ENDS[event]}`;
}
