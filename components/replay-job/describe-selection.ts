import type { ReplayJob } from "@/domain/replay-job/replay-job";
import type { ReplayableStatus } from "@/domain/replay-job/replay-job-input";

const OF_STATUS: Record<ReplayableStatus, string> = {
  succeeded: "events that succeeded",
  failed: "events that failed",
  skipped: "events that were skipped",
};

const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", timeZone: "UTC" });
const time = (iso: string) => `${day.format(new Date(iso))} UTC`;

/** Returns in words which events a job sends again: "All events that failed since 21 Nov, 10:00 UTC". */
export function describeSelection({ status, timestamp }: Pick<ReplayJob, "status" | "timestamp">): string {
  const what = `All ${status ? OF_STATUS[status] : "events that had ended"}`;
  const { from, to } = timestamp ?? {};
  if (from && to) return `${what} from ${time(from)} to ${time(to)}`;
  if (from) return `${what} since ${time(from)}`;
  if (to) return `${what} until ${time(to)}`;
  return what;
}
