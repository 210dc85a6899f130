import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";

export interface EventTypeListItem {
  name: string;
  label: string;
  description: string;
  aliases: string[];
  /** What is published besides the name, for example; null where none was given. */
  example: unknown;
}

/** Every event type of the organization, by label. Needs the scope read. */
export async function listEventTypes({ ctx }: { ctx: Context }): Promise<EventTypeListItem[]> {
  authorise(ctx, "read");
  return ctx.db.eventType.findMany({
    where: { organizationId: ctx.tenant.organizationId },
    orderBy: [{ label: "asc" }, { name: "asc" }],
    select: { name: true, label: true, description: true, aliases: true, example: true },
  });
}
