import { EVENT_OF_OPERATION_ENDS, EVENT_OF_OPERATION_PREFIX } from "@/domain/activity/event-of-operation";
import { type DeliveryListOptions, type DeliveryStatus, deliveryListOptions } from "@/domain/delivery/search-options";
import type { EventList } from "@/domain/delivery/webhook-event";
import { parseInput } from "@/domain/parse-input";
import type { HttpMethod } from "@/domain/webhook/http-methods";
import { Prisma } from "@/prisma/generated/client";
import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";
import { deliveriesOfMessage } from "@/server/delivery/deliveries-of-message";
import { hasEvent } from "@/server/delivery/original-columns";
import { type SerializableDelivery, serializeDelivery } from "@/server/delivery/serialize-delivery";
import { getWebhookInTenant } from "@/server/webhook-row/find-webhook";

/** The latest changes of an entity whose events are looked for. */
const MAX_CHANGES = 1_000;

/** The conditions are literals, so that the planner reads only the tables that have such deliveries, and their partial indexes. */
const OF_STATUS = {
  succeeded: Prisma.sql`and status = 'succeeded'`,
  failed: Prisma.sql`and status = 'failed'`,
  skipped: Prisma.sql`and status = 'skipped'`,
  in_progress: Prisma.sql`and status = 'in_progress' and next_at is not null`,
} as const satisfies Record<DeliveryStatus, Prisma.Sql>;

interface Row extends SerializableDelivery {
  attemptNumber: number | null;
  attemptUrl: string;
  attemptHttpMethod: HttpMethod;
  statusCode: number | null;
  responseBody: string | null;
  errorCode: string | null;
  errorMessage: string | null;
  webhookUrl: string | null;
  webhookHttpMethod: HttpMethod;
  hasTransform: boolean;
  hasSource: boolean;
}

/**
 * Returns a page of the log as the contract's EventListResponse, newest first. It covers one webhook, even a deleted one, or the
 * whole organization. Throws PosternError `not_found` for an unknown webhook.
 */
export async function listDeliveries({ ctx, input }: { ctx: Context; input: DeliveryListOptions }): Promise<EventList> {
  authorise(ctx, "read");
  const options = parseInput(deliveryListOptions, input);
  const { organizationId } = ctx.tenant;
  if (options.configId !== undefined) {
    await getWebhookInTenant({ db: ctx.db, organizationId, webhookId: options.configId, includeDeleted: true });
  }

  // One row more than the page holds tells whether there is another page.
  const rows = await ctx.db.$queryRaw<Row[]>`
    select
      d.id, d.organization_id as "organizationId", d.webhook_id as "webhookId", d.event_name as "eventName",
      d.message_id as "messageId", d.status,
      d.skip_reason as "skipReason", d.replay_of as "replayOf", d.metadata::text as metadata, d.payload, d.original_payload as "originalPayload", d.has_body as "hasBody", d.created_at as "createdAt",
      a.number as "attemptNumber", a.url as "attemptUrl", a.http_method as "attemptHttpMethod", a.status_code as "statusCode",
      a.response_body as "responseBody", a.error_code as "errorCode", a.error_message as "errorMessage",
      w.url as "webhookUrl", w.http_method as "webhookHttpMethod",
      w.configuration->>'jsonataExpression' is not null as "hasTransform",
      w.configuration->>'jsonataExpression' is not null and (d.original_payload is not null or ${hasEvent("d")} is not null) as "hasSource"
    from (
      select * from delivery
      where organization_id = ${organizationId} ${narrowed({ organizationId, options })}
      order by created_at desc, id desc
      limit ${options.limit + 1}
    ) d
    join webhook w on w.id = d.webhook_id and w.organization_id = d.organization_id
    left join lateral (
      select * from attempt where delivery_id = d.id and organization_id = d.organization_id order by number desc limit 1
    ) a on true
    order by d.created_at desc, d.id desc`;

  const page = rows.slice(0, options.limit);
  const hasMore = rows.length > options.limit;
  const last = hasMore ? page.at(-1) : undefined;
  return {
    data: page.map(serializeRow),
    next_cursor: last ? { created_at: last.createdAt.toISOString(), event_id: last.id } : null,
    has_more: hasMore,
  };
}

function narrowed(input: { organizationId: string; options: ReturnType<typeof deliveryListOptions.parse> }): Prisma.Sql {
  const { configId, status, timestamp, cursor, event_id: eventId, entityId } = input.options;
  const conditions: Prisma.Sql[] = [];
  if (configId !== undefined) conditions.push(Prisma.sql`and webhook_id = ${configId}`);
  if (status !== undefined) conditions.push(OF_STATUS[status]);
  if (timestamp?.from !== undefined) conditions.push(Prisma.sql`and created_at >= ${new Date(timestamp.from)}`);
  if (timestamp?.to !== undefined) conditions.push(Prisma.sql`and created_at <= ${new Date(timestamp.to)}`);
  if (cursor) conditions.push(Prisma.sql`and (created_at, id) < (${new Date(cursor.created_at)}, ${cursor.event_id})`);
  if (eventId !== undefined) {
    const { organizationId } = input;
    const ofMessage = deliveriesOfMessage({ organizationId, webhookId: configId, messageId: eventId });
    // Look-ups by index are used instead of an `or`, and an array of their ids instead of a join: for either of those the planner may
    // walk the whole log.
    conditions.push(Prisma.sql`and id = any(array(
      select id from delivery where id = ${eventId}
      union all
      select id from delivery where organization_id = ${organizationId} and event_id = ${eventId}
      ${ofMessage ? Prisma.sql`union all ${ofMessage}` : Prisma.empty}
    ))`);
  }
  if (entityId !== undefined) conditions.push(ofEntity(input.organizationId, entityId));
  return conditions.length === 0 ? Prisma.empty : Prisma.join(conditions, " ");
}

/** Returns the condition that a delivery is of an event which a change of this entity published. */
function ofEntity(organizationId: string, entityId: string): Prisma.Sql {
  return Prisma.sql`and id = any(array(
    select id from delivery where organization_id = ${organizationId} and event_id = any(array(
      select ${EVENT_OF_OPERATION_PREFIX} || o.id || e.ending from (
        select id from activity_operation
        where organization_id = ${organizationId} and entity_id = ${entityId} and operation is not null
        order by activity_id desc limit ${MAX_CHANGES}
      ) o cross join unnest(${EVENT_OF_OPERATION_ENDS}::text[]) as e(ending)
    ))
  ))`;
}

function serializeRow(row: Row) {
  return serializeDelivery({
    delivery: row,
    latestAttempt:
      row.attemptNumber === null ? null : { ...row, number: row.attemptNumber, url: row.attemptUrl, httpMethod: row.attemptHttpMethod },
    webhook: { url: row.webhookUrl, httpMethod: row.webhookHttpMethod, hasTransform: row.hasTransform },
    hasSource: row.hasSource,
  });
}
