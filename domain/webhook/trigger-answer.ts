import { z } from "zod";

/**
 * The contract's TriggerWebhookResp; `event_id` is the delivery's. A queued delivery has no outcome yet: only event_id, message
 * and start_date.
 */
export const triggerAnswer = z.object({
  event_id: z.string(),
  status_code: z.string().optional(),
  message: z.string().optional(),
  body: z.record(z.string(), z.unknown()).optional(),
  code: z.string().optional(),
  status: z.enum(["succeeded", "failed"]).optional(),
  start_date: z.iso.datetime().optional(),
  end_date: z.iso.datetime().optional(),
});
export type TriggerAnswer = z.output<typeof triggerAnswer>;
