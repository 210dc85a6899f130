/**
 * Returns in words what is wrong with a field: the fault of the whole field or, where it holds several values, the first fault of one of
 * them. `error` is what react-hook-form keeps as the field's error. Returns undefined where there is none.
 */
export function firstMessage(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null) return undefined;
  if ("message" in error && typeof error.message === "string") return error.message;
  for (const [key, part] of Object.entries(error)) {
    // `ref` is the control itself, from which the whole page can be reached.
    if (key === "ref") continue;
    const message = firstMessage(part);
    if (message !== undefined) return message;
  }
  return undefined;
}
