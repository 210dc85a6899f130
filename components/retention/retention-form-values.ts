import { z } from "zod";
import { MAX_RETENTION_DAYS } from "@/domain/retention/retention";

const MESSAGE = `Give a whole number of days, 1 to ${MAX_RETENTION_DAYS}, or nothing.`;

const days = z
  .string()
  .trim()
  .refine((text) => text === "" || (/^\d{1,4}$/.test(text) && Number(text) >= 1 && Number(text) <= MAX_RETENTION_DAYS), MESSAGE)
  .transform((text) => (text === "" ? null : Number(text)));

/** The values of the retention's form: numbers as texts, and nothing where the installation's is taken. */
export const retentionFormValues = z.object({ deliveryDays: days, bodyDays: days });
