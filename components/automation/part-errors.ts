/** A fault within a part of the form: its path within the part, and its words. */
interface PartError {
  path: string;
  message: string;
}

/** Lists all faults within a part. `errors` is what react-hook-form keeps for it. */
function listErrors(errors: unknown, path: string): PartError[] {
  if (typeof errors !== "object" || errors === null) return [];
  const own = "message" in errors && typeof errors.message === "string" ? [{ path, message: errors.message }] : [];
  const inner = Object.entries(errors).flatMap(([key, part]) =>
    // `ref` is a control, from which the whole page can be reached; the others belong to a fault itself.
    ["ref", "message", "type", "types"].includes(key) ? [] : listErrors(part, key === "root" ? path : path === "" ? key : `${path}.${key}`),
  );
  return [...own, ...inner];
}

/** Returns the first fault at a path of a part, or within that; undefined where there is none. */
export function errorAt(errors: unknown, path: string): string | undefined {
  return listErrors(errors, "").find((error) => isWithin(error.path, path))?.message;
}

/** Returns the faults of a part that belong to none of these paths, with the place that each is about. */
export function otherErrors(errors: unknown, shown: readonly string[]): string[] {
  return listErrors(errors, "")
    .filter((error) => !shown.some((path) => isWithin(error.path, path)))
    .map(({ path, message }) => (path === "" ? message : `${path}: ${message}`));
}

/** Returns the faults of one element of a list. */
export function errorsOf(errors: unknown, index: number): unknown {
  return typeof errors === "object" && errors !== null ? (errors as Record<string, unknown>)[String(index)] : undefined;
}

function isWithin(path: string, place: string): boolean {
  return place === "" || path === place || path.startsWith(`${place}.`);
}
