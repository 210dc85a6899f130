import { z } from "zod";
import { activityAnswer } from "@/domain/activity/activity-input";

/** A page of a feed, with the names of whom and what its activities are about. */
export const namedFeed = z.object({
  total: z.int(),
  activities: z.array(activityAnswer),
  /** The names of users and API tokens that acted, by their ids. */
  callers: z.record(z.string(), z.string()),
  /** The titles and schemas of the entities that activities name, by their ids. */
  entities: z.record(z.string(), z.object({ title: z.string().nullable(), schema: z.string() })),
});
export type NamedFeed = z.output<typeof namedFeed>;
export type FeedActivity = NamedFeed["activities"][number];

/** Returns the id of who acted, as `callerOf` keeps it; null for the installation itself. */
export function callerIdOf(caller: Readonly<Record<string, unknown>>): string | null {
  const parsed = z.object({ EpilotAuth: z.object({ token: z.object({ sub: z.string() }) }) }).safeParse(caller);
  return parsed.success ? parsed.data.EpilotAuth.token.sub : null;
}
