import { ulid } from "ulid";
import { DAY_MS } from "@/domain/duration";
import type { Context } from "@/server/context";
import type { Database } from "@/server/platform/db";
import { DAYS_AHEAD, makeDays } from "@/server/retention/make-days";
import { createTestContext } from "@/tests/support/test-context";
import { type DeliveryValues, makeAttempt, makeDelivery, makeOrganization, makeWebhook } from "@/tests/support/test-rows";

/** An organization that is a year old, with a webhook, for deliveries of any age. */
export interface HistoryStage {
  ctx: Context;
  organizationId: string;
  configId: string;
  now: Date;
  /** Returns the time that many days before now. */
  ago(days: number): Date;
  /**
   * Creates a delivery of that age, with its event and an attempt, as if it had all happened then. There is a partition for its day,
   * unless it is older than 45 days. Returns its id.
   */
  add(days: number, values?: DeliveryValues): Promise<string>;
}

const OLDEST_DAY = 45;

export async function setHistoryStage(db: Database): Promise<HistoryStage> {
  const organizationId = await makeOrganization(db);
  const now = new Date();
  const ago = (days: number) => new Date(now.getTime() - days * DAY_MS);
  await db.organization.update({ where: { id: organizationId }, data: { createdAt: ago(365) } });
  const { id: configId } = await makeWebhook({ db, organizationId });
  return {
    ctx: createTestContext({ db, organizationId }),
    organizationId,
    configId,
    now,
    ago,
    async add(days, values = {}) {
      const at = ago(days);
      if (days <= OLDEST_DAY) await makeDays({ db, now: ago(days + DAYS_AHEAD), from: at });
      const id = `dlv_${ulid(at.getTime())}`;
      const eventId = `evt_${ulid(at.getTime())}`;
      const event = { eventName: "product_updated", eventType: "product_updated", data: { metadata: {}, entity: { a: 1 } } };
      await db.publishedEventId.create({ data: { organizationId, id: eventId, createdAt: at } });
      await db.eventBody.create({ data: { organizationId, id: eventId, createdAt: at, ...event } });
      const made = { id, eventId, eventAt: at, createdAt: at, endedAt: at, ...values };
      await makeDelivery({ db, organizationId, webhookId: configId, values: made });
      if (made.status !== "skipped" && made.status !== "in_progress") await makeAttempt({ db, organizationId, deliveryId: id });
      return id;
    },
  };
}
