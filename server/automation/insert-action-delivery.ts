import { AUTOMATION_EVENT } from "@/domain/event/event-types";
import type { Transaction } from "@/server/platform/db";
import { PREPARED } from "@/server/platform/prepared-statements";

/** The values of a webhook action's rows: an event and its one delivery, which is due now. */
interface ActionRows {
  organizationId: string;
  webhookId: string;
  eventId: string;
  deliveryId: string;
  messageId: string;
  /** JSON. */
  eventData: string;
  /** JSON. */
  metadata: string;
  /** True when the execution waits for the delivery's end. */
  isSynchronous: boolean;
  hops: number;
}

/** Writes the rows of a webhook action in the transaction of the execution. No other webhook gets the event. */
export async function insertActionDelivery({ tx, rows }: { tx: Transaction; rows: ActionRows }): Promise<void> {
  const { organizationId, webhookId, eventId, deliveryId, messageId, eventData, metadata, isSynchronous, hops } = rows;
  await tx.$executeRaw`${PREPARED}
    with published as (
      insert into published_event_id (organization_id, id, created_at) values (${organizationId}, ${eventId}, now())
    ), written as (
      insert into event_body (organization_id, id, created_at, event_name, event_type, data)
      values (${organizationId}, ${eventId}, now(), ${AUTOMATION_EVENT}, ${AUTOMATION_EVENT}, ${eventData}::json)
    )
    insert into queued_delivery (id, organization_id, webhook_id, event_id, event_at, message_id, event_name, source, metadata, size, next_at, held, hops)
    values (${deliveryId}, ${organizationId}, ${webhookId}, ${eventId}, now(), ${messageId}, ${AUTOMATION_EVENT},
      ${isSynchronous ? "sync_automation" : "automation"}::delivery_source, ${metadata}::json,
      ${Buffer.byteLength(eventData) + Buffer.byteLength(metadata)}::int, now(),
      exists (select 1 from lane where webhook_id = ${webhookId} and holds), ${hops}::smallint)`;
}
