import { z } from "zod";
import { MAX_RETENTION_DAYS } from "@/domain/retention/retention";

const days = z
  .int("Give a whole number of days.")
  .min(1, "Give at least 1 day.")
  .max(MAX_RETENTION_DAYS, `Give at most ${MAX_RETENTION_DAYS} days.`);

/** The change of an organization's own retention. Null takes the installation's; an absent field stays as it is. */
export const retentionChange = z.strictObject({ deliveryDays: days.nullable().optional(), bodyDays: days.nullable().optional() });

/** For how long an organization's history is kept, in days; what of it the organization decides, and the longest that it may. */
export const retentionAnswer = z.object({
  /** For deliveries that ended, and their attempts. */
  deliveryDays: z.int(),
  /** For events, payloads and the bodies of answers. */
  bodyDays: z.int(),
  /** For deliveries that were skipped. */
  skippedDays: z.int(),
  /** For entries of the audit log; the installation decides it. */
  auditLogDays: z.int(),
  /** The organization's own settings; null where it takes the installation's. */
  own: z.object({ deliveryDays: z.int().nullable(), bodyDays: z.int().nullable() }),
  /** The installation's, than which an organization's own are never longer. */
  installation: z.object({ deliveryDays: z.int(), bodyDays: z.int() }),
});
export type RetentionAnswer = z.output<typeof retentionAnswer>;
