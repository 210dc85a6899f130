import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";

export interface EventTypeListItem {
  name: string;
  label: string;
  description: string;
  aliases: string[];
  /** An example of an event without its name and id; null when the type has none. */
  example: unknown;
}

/** Returns all event types of the organization, ordered by label. Needs the scope read. */
export async function listEventTypes({ ctx }: { ctx: Context }): Promise<EventTypeListItem[]> {
  authorise(ctx, "read");
  return ctx.db.eventType.findMany({
    where: { organizationId: ctx.tenant.organizationId },
    orderBy: [{ label: "asc" }, { name: "asc" }],
    select: { name: true, label: true, description: true, aliases: true, example: true },
  });
}
