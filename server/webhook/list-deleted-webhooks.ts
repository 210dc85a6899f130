import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";

/** The most webhooks that are listed, which is more than anybody looks for. The log of an older one is found by its id. */
const MAX_LISTED = 500;

/** Returns the id and name of the organization's deleted webhooks, whose events stay readable, the latest deleted first. */
export async function listDeletedWebhooks({ ctx }: { ctx: Context }): Promise<{ id: string; name: string }[]> {
  authorise(ctx, "read");
  return ctx.db.webhook.findMany({
    where: { organizationId: ctx.tenant.organizationId, deletedAt: { not: null } },
    orderBy: [{ deletedAt: "desc" }, { id: "desc" }],
    take: MAX_LISTED,
    select: { id: true, name: true },
  });
}
