import { DAY_MS, HOUR_MS } from "@/domain/duration";

const UNIT_MS: Record<string, number> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: HOUR_MS,
  d: DAY_MS,
  w: 604_800_000,
};

/**
 * Returns the milliseconds of a time string such as `1h30m` (Inngest SDK specification, 1.3.2), or those from `nowMs` until an ISO 8601
 * date; never negative. Throws when the text is neither.
 */
export function durationMs(text: string, nowMs: number): number {
  if (/^\d{4}-/.test(text)) {
    const at = Date.parse(text);
    if (Number.isNaN(at)) throw new Error(`"${text}" is not a date.`);
    return Math.max(0, at - nowMs);
  }
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(ns|us|µs|ms|s|m|h|d|w)/g)];
  if (parts.length === 0 || parts.map(([part]) => part).join("") !== text) throw new Error(`"${text}" is not a duration.`);
  return parts.reduce((sum, [, amount, unit]) => sum + Number(amount) * (UNIT_MS[unit ?? ""] ?? 0), 0);
}
