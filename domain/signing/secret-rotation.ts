import { z } from "zod";

export const MAX_OVERLAP_HOURS = 168;
export const DEFAULT_OVERLAP_HOURS = 24;

/** A message carries a signature for each secret: the current one and four that are on their way out. */
export const MAX_VALID_SECRETS = 5;

/** For how long, after a rotation, the secrets before it stay valid as well (contract.md "Signature"); 0 ends them at once. */
export const overlapHours = z
  .int(`Give whole hours, 0 to ${MAX_OVERLAP_HOURS}.`)
  .min(0, `Give whole hours, 0 to ${MAX_OVERLAP_HOURS}.`)
  .max(MAX_OVERLAP_HOURS, `Give whole hours, 0 to ${MAX_OVERLAP_HOURS}.`);

/** The body of a rotation; none stands for the usual overlap. */
export const secretRotation = z.strictObject({ overlapHours: overlapHours.default(DEFAULT_OVERLAP_HOURS) });

/** The end of an overlap that begins now. */
export function endOfOverlap(now: Date, hours: number): Date {
  return new Date(now.getTime() + hours * 3_600_000);
}
