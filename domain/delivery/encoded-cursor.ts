import { z } from "zod";
import { type DeliveryCursor, deliveryCursor } from "@/domain/delivery/search-options";

/** Returns a cursor as one text: base64 of its JSON (contract.md, "Operations": getWehookEvents). */
export function encodeCursor(cursor: DeliveryCursor): string {
  return btoa(JSON.stringify(cursor));
}

const MAX_LENGTH = 2_048;
const NO_CURSOR = "This is no cursor. Give the `cursor` of the page before as it is, or leave it out.";

/** The schema that parses a text of `encodeCursor`. */
export const encodedCursor = z
  .string()
  .max(MAX_LENGTH, NO_CURSOR)
  .transform((text, check): DeliveryCursor => {
    const parsed = deliveryCursor.safeParse(decode(text));
    if (parsed.success) return parsed.data;
    check.addIssue({ code: "custom", message: NO_CURSOR });
    return z.NEVER;
  });

function decode(text: string): unknown {
  try {
    return JSON.parse(atob(text));
  } catch {
    return undefined;
  }
}
