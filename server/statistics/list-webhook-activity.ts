import type { DeliveryStatus } from "@/domain/delivery/search-options";
import { barsOf } from "@/domain/statistics/time-range";
import type { WebhookActivity } from "@/domain/statistics/webhook-activity";
import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";
import { readHourlyCounts } from "@/server/statistics/delivery-counts";

/**
 * Returns the outcomes of each of the organization's webhooks in the last 24 hours, by its id, and its last delivery of any time.
 * Needs the scope read.
 */
export async function listWebhookActivity({ ctx }: { ctx: Context }): Promise<Record<string, WebhookActivity>> {
  authorise(ctx, "read");
  const { organizationId } = ctx.tenant;
  const { starts } = barsOf("24h", ctx.clock.now());
  const from = new Date(starts[0] ?? 0);
  const [counts, latest] = await Promise.all([
    readHourlyCounts({ db: ctx.db, organizationId, from }),
    ctx.db.$queryRaw<{ webhookId: string; at: Date; status: DeliveryStatus }[]>`
      select w.id as "webhookId", d.created_at as at, d.status
      from webhook w
      cross join lateral (
        select created_at, status from delivery
        where organization_id = ${organizationId} and webhook_id = w.id
        order by created_at desc, id desc limit 1
      ) d
      where w.organization_id = ${organizationId} and w.deleted_at is null`,
  ]);
  const byHour = new Map(counts.map((row) => [`${row.webhookId}@${row.hour.getTime()}`, row]));
  return Object.fromEntries(
    latest.map(({ webhookId, at, status }) => {
      const bars = starts.map((start) => {
        const { succeeded = 0, failed = 0 } = byHour.get(`${webhookId}@${start}`) ?? {};
        return { succeeded, failed };
      });
      return [webhookId, { bars, last: { at: at.toISOString(), status } }];
    }),
  );
}
