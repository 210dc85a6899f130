import type { z } from "zod";
import type { feedQuery } from "@/domain/activity/activity-input";
import { DAY_MS } from "@/domain/duration";
import { PosternError } from "@/domain/errors";

/** The times between which activities are asked for: from `from` on, before `until`. */
interface FeedRange {
  from: Date | null;
  until: Date | null;
}

type Given = Pick<z.output<typeof feedQuery>, "after" | "before" | "start_date" | "end_date" | "preset_range">;

/**
 * Returns the range that a feed's parameters name. Days and weeks are of UTC. Throws PosternError `invalid_input` where they cannot be
 * joined.
 */
export function feedRange(given: Given, now: Date): FeedRange {
  const [after, before, start, end] = [given.after, given.before, given.start_date, given.end_date].map((text) =>
    text === undefined ? undefined : new Date(Math.max(Date.parse(text), 0)),
  );
  const preset = given.preset_range;
  const ways = [after || before, start || end, preset].filter((way) => way !== undefined);
  if (ways.length > 1) throw refused("Give after and before, or start_date and end_date, or preset_range.");
  if ((start === undefined) !== (end === undefined)) throw refused("Give start_date and end_date together.");
  if (start && end) return { from: start, until: new Date(end.getTime() + 1) };
  if (preset) return presetRange(preset, now);
  return { from: after ? new Date(after.getTime() + 1) : null, until: before ?? null };
}

function presetRange(preset: NonNullable<Given["preset_range"]>, now: Date): FeedRange {
  const today = Math.floor(now.getTime() / DAY_MS) * DAY_MS;
  const monday = today - ((now.getUTCDay() + 6) % 7) * DAY_MS;
  switch (preset) {
    case "today":
      return { from: new Date(today), until: null };
    case "this_week":
      return { from: new Date(monday), until: null };
    case "last_week":
      return { from: new Date(monday - 7 * DAY_MS), until: new Date(monday) };
  }
}

function refused(message: string): PosternError {
  return new PosternError("invalid_input", message, { faults: [{ path: "", message }] });
}
