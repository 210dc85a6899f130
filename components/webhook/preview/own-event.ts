import { isPosternError } from "@/domain/errors";
import { type GivenEvent, givenEvent } from "@/domain/event/given-event";
import { parseInput } from "@/domain/parse-input";

/** An event that somebody types, from its JSON text; or why it could not be published, in words. */
export function readOwnEvent(text: string): { event: GivenEvent; fault: null } | { event: null; fault: string } {
  try {
    return { event: parseInput(givenEvent, JSON.parse(text)), fault: null };
  } catch (error) {
    if (isPosternError(error)) return { event: null, fault: error.message };
    return { event: null, fault: `This is no JSON: ${error instanceof Error ? error.message : "it cannot be read"}.` };
  }
}
