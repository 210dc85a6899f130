import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";

export interface ConfiguredEvent {
  eventName: string;
  eventLabel: string;
}

/**
 * Returns the events that webhooks can subscribe to, ordered by label: getConfiguredEvents (contract.md "Operations"). Needs the
 * scope read.
 */
export async function listConfiguredEvents({ ctx }: { ctx: Context }): Promise<ConfiguredEvent[]> {
  authorise(ctx, "read");
  const types = await ctx.db.eventType.findMany({
    where: { organizationId: ctx.tenant.organizationId },
    orderBy: [{ label: "asc" }, { name: "asc" }],
    select: { name: true, label: true },
  });
  return types.map(({ name, label }) => ({ eventName: name, eventLabel: label }));
}
