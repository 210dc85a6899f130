import { ExactNumber } from "@/domain/json/exact-number";

/** Far above any real document; JSON.stringify and PostgreSQL both fail some thousands of levels deep. */
const MAX_DEPTH = 200;

/**
 * What keeps a parsed JSON value from being written as JSON again, in words, or null: it is nested too deeply, or one of its
 * numbers is beyond what can be held (`1e999` is read as Infinity, which JSON.stringify silently makes null) and is not kept digit for
 * digit. Looks no deeper than the limit, whatever the value.
 */
export function jsonFault(value: unknown, levels = MAX_DEPTH): string | null {
  if (typeof value === "number") return Number.isFinite(value) ? null : "A number in it is too large: give it as a text.";
  if (typeof value !== "object" || value === null || value instanceof ExactNumber) return null;
  if (levels === 0) return `This is nested deeper than ${MAX_DEPTH} levels: flatten it.`;
  for (const part of Object.values(value)) {
    const fault = jsonFault(part, levels - 1);
    if (fault) return fault;
  }
  return null;
}
