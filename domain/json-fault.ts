import { ExactNumber } from "@/domain/json/exact-number";

/**
 * The deepest nesting that is accepted. It is far above any real document; JSON.stringify and PostgreSQL fail at some thousands
 * of levels.
 */
export const MAX_DEPTH = 200;

/** The fault of a document that is nested deeper. */
export const TOO_DEEP = `This is nested deeper than ${MAX_DEPTH} levels: flatten it.`;

/**
 * Returns in words why a parsed JSON value cannot be written as JSON again, or null where it can. The faults are too many levels,
 * and a number that is Infinity: `1e999` is read as Infinity, which JSON.stringify silently writes as null. An ExactNumber is no
 * fault. Looks no deeper than the limit.
 */
export function jsonFault(value: unknown, levels = MAX_DEPTH): string | null {
  if (typeof value === "number") return Number.isFinite(value) ? null : "A number in it is too large: give it as a text.";
  if (typeof value !== "object" || value === null || value instanceof ExactNumber) return null;
  if (levels === 0) return TOO_DEEP;
  for (const part of Object.values(value)) {
    const fault = jsonFault(part, levels - 1);
    if (fault) return fault;
  }
  return null;
}
