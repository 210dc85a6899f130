import { z } from "zod";
import { HOUR_MS } from "@/domain/duration";

export const MAX_OVERLAP_HOURS = 168;
export const DEFAULT_OVERLAP_HOURS = 24;

/** The most valid secrets: the current one and four that expire. A message has a signature for each of them. */
export const MAX_VALID_SECRETS = 5;

/** The hours for which older secrets stay valid after a rotation (contract.md "Signature"); 0 ends them at once. */
export const overlapHours = z
  .int(`Give whole hours, 0 to ${MAX_OVERLAP_HOURS}.`)
  .min(0, `Give whole hours, 0 to ${MAX_OVERLAP_HOURS}.`)
  .max(MAX_OVERLAP_HOURS, `Give whole hours, 0 to ${MAX_OVERLAP_HOURS}.`);

/** The body of a rotation; without one the overlap is the default. */
export const secretRotation = z.strictObject({ overlapHours: overlapHours.default(DEFAULT_OVERLAP_HOURS) });

/** Returns the end of an overlap that begins now. */
export function endOfOverlap(now: Date, hours: number): Date {
  return new Date(now.getTime() + hours * HOUR_MS);
}
