import { inboxUrl } from "@/domain/inbox/inbox-address";
import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";
import { readConfiguration } from "@/server/webhook-row/stored-configuration";

/** The inbox and the webhook that an organization has made on its way to a first delivery. */
export interface FirstSteps {
  inbox: { id: string; name: string; url: string } | null;
  /** The webhook that sends to that inbox. */
  webhook: { id: string; name: string; eventName: string } | null;
}

/**
 * Returns the inbox and the webhook of an organization that has delivered nothing yet, so that a first delivery needs no endpoint
 * of its own. Returns null when there was a delivery, or there are webhooks and none of them sends to an inbox. Needs the scope
 * read.
 */
export async function getFirstSteps({ ctx }: { ctx: Context }): Promise<FirstSteps | null> {
  authorise(ctx, "read");
  const { organizationId } = ctx.tenant;
  const [delivery, inboxes, webhookCount] = await Promise.all([
    ctx.db.delivery.findFirst({ where: { organizationId }, select: { id: true } }),
    ctx.db.inbox.findMany({ where: { organizationId }, orderBy: { createdAt: "desc" }, select: { id: true, name: true } }),
    ctx.db.webhook.count({ where: { organizationId, deletedAt: null } }),
  ]);
  if (delivery) return null;
  const addressed = inboxes.map((inbox) => ({ ...inbox, url: inboxUrl({ publicUrl: ctx.publicUrl, inboxId: inbox.id }) }));
  if (webhookCount === 0) return { inbox: addressed[0] ?? null, webhook: null };
  const webhook = await ctx.db.webhook.findFirst({
    where: {
      ...{ organizationId, deletedAt: null, enabled: true },
      OR: addressed.map(({ url }) => ({ configuration: { path: ["url"], equals: url } })),
    },
    orderBy: { createdAt: "desc" },
    select: { id: true, name: true, eventName: true, configuration: true },
  });
  if (!webhook) return null;
  const { configuration, ...named } = webhook;
  const { url } = readConfiguration({ configuration });
  return { inbox: addressed.find((inbox) => inbox.url === url) ?? null, webhook: named };
}
