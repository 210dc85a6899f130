import { formatDuration, formatWait } from "@/components/ui/format-time";
import { HOUR_MS } from "@/domain/duration";

/** Returns in words how long something took; null while it has not ended. Both are ISO 8601 times. */
export function describeTimeTaken(startedAt: string | undefined, endedAt: string | null | undefined): string | null {
  if (startedAt === undefined || !endedAt) return null;
  const ms = Math.max(0, Date.parse(endedAt) - Date.parse(startedAt));
  if (ms === 0) return "< 1 ms";
  return ms < HOUR_MS ? formatDuration(ms) : formatWait(ms);
}
