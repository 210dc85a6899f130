/**
 * Gives what is wrong with a field in words: the fault of the whole or, of a field that holds several things, the first fault of one of
 * them. Takes what react-hook-form keeps as the field's error; gives undefined where there is none.
 */
export function firstMessage(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null) return undefined;
  if ("message" in error && typeof error.message === "string") return error.message;
  for (const [key, part] of Object.entries(error)) {
    // The control itself: a whole page hangs on it.
    if (key === "ref") continue;
    const message = firstMessage(part);
    if (message !== undefined) return message;
  }
  return undefined;
}
