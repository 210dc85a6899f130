import { REDACTED } from "@/domain/redacted";

const HIDDEN = "••••••••";

/** Returns a value as a page shows it: one that is not known to be plain (domain/webhook/shown-values.ts) is hidden. */
export function shownValue(value: string): string {
  return value === REDACTED ? HIDDEN : value;
}
