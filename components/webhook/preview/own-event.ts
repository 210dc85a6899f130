import { readJson } from "@/components/json/read-json";
import { isPosternError } from "@/domain/errors";
import { type GivenEvent, givenEvent } from "@/domain/event/given-event";
import { parseJson } from "@/domain/json/parse-json";
import { parseInput } from "@/domain/parse-input";

/** Reads an event that somebody types as JSON. Returns the event, or in words why it could not be published. */
export function readOwnEvent(text: string): { event: GivenEvent; fault: null } | { event: null; fault: string } {
  const read = readJson(text, parseJson);
  if (!read.ok) return { event: null, fault: read.fault.message };
  try {
    return { event: parseInput(givenEvent, read.value), fault: null };
  } catch (error) {
    if (isPosternError(error)) return { event: null, fault: error.message };
    throw error;
  }
}
