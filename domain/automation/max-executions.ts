import { z } from "zod";
import { DAY_MS } from "@/domain/duration";

const FORM = /^P(?=\d|T\d)(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;
const SECOND_MS = 1_000;
/** The longest window. It is no longer than executions are kept at the least. */
const MAX_WINDOW_MS = DAY_MS;
const DEFAULT_WINDOW = "PT1M";

/** Returns the milliseconds of an ISO 8601 duration of days, hours, minutes and seconds; null where the text is none. */
function durationMs(text: string): number | null {
  const parts = FORM.exec(text);
  if (!parts) return null;
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = parts.slice(1).map((part) => Number(part ?? 0));
  return (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * SECOND_MS;
}

/** The most executions that a flow may start within a window of time. A flow that starts more is disabled. */
export const maxExecutions = z.looseObject({
  count: z.number().int("Give a whole number.").min(1),
  window: z
    .string()
    .refine((text) => isWindow(durationMs(text)), "Give an ISO 8601 duration of at most a day, such as PT1M.")
    .default(DEFAULT_WINDOW),
});
export type MaxExecutions = z.output<typeof maxExecutions>;

export function windowMs({ window }: MaxExecutions): number {
  return durationMs(window) ?? 0;
}

function isWindow(ms: number | null): boolean {
  return ms !== null && ms > 0 && ms <= MAX_WINDOW_MS;
}
