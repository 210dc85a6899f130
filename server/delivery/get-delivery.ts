import { type DeliveryReference, deliveryReference } from "@/domain/delivery/delivery-reference";
import type { WebhookEvent } from "@/domain/delivery/webhook-event";
import { PosternError } from "@/domain/errors";
import { timeOfId } from "@/domain/id-times";
import { parseInput } from "@/domain/parse-input";
import type { Retention } from "@/domain/retention/retention";
import type { Delivery } from "@/prisma/generated/client";
import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";
import { serializeAttempt, serializeDelivery } from "@/server/delivery/serialize-delivery";
import { retentionOf } from "@/server/retention/retention-of";
import { getWebhookInTenant } from "@/server/webhook-row/find-webhook";
import { readConfiguration } from "@/server/webhook-row/stored-configuration";

/** The most attempts that are shown, far more than a policy makes. The oldest are left out. */
const MAX_ATTEMPTS_SHOWN = 100;

/**
 * Returns one delivery as the contract's WebhookEvent, with its attempts, the oldest first. Its webhook may be deleted. Throws
 * PosternError `not_found` for an unknown delivery, or for one of another webhook than `configId`; `gone` for an id from a time
 * whose deliveries have been deleted.
 */
export async function getDelivery({ ctx, input }: { ctx: Context; input: DeliveryReference }): Promise<WebhookEvent> {
  authorise(ctx, "read");
  const { configId, eventId } = parseInput(deliveryReference, input);
  const { organizationId } = ctx.tenant;

  const delivery = await ctx.db.delivery.findFirst({
    where: { id: eventId, organizationId, ...(configId === undefined ? {} : { webhookId: configId }) },
    omit: { metadata: true },
  });
  if (!delivery) {
    await refuseDeleted({ ctx, eventId });
    const where = configId === undefined ? "This organization" : `The webhook ${configId}`;
    throw new PosternError("not_found", `${where} has no event with the id ${eventId}. The log of events gives their ids.`);
  }
  const [[stored], webhook, latestFirst, storedEvent, lane] = await Promise.all([
    ctx.db.$queryRaw<
      { metadata: string }[]
    >`select metadata::text as metadata from delivery where id = ${delivery.id} and organization_id = ${organizationId}`,
    getWebhookInTenant({ db: ctx.db, organizationId, webhookId: delivery.webhookId, includeDeleted: true }),
    ctx.db.attempt.findMany({
      where: { deliveryId: delivery.id, organizationId },
      orderBy: { number: "desc" },
      take: MAX_ATTEMPTS_SHOWN,
    }),
    ctx.db.event.findFirst({ where: { organizationId, id: delivery.eventId, createdAt: delivery.eventAt }, select: { id: true } }),
    delivery.held ? ctx.db.lane.findUnique({ where: { webhookId: delivery.webhookId }, select: { circuitOpenUntil: true } }) : null,
  ]);
  const { url, httpMethod, jsonataExpression } = readConfiguration(webhook);
  const hasSource = storedEvent !== null || delivery.originalPayload !== null;

  const metadata = stored?.metadata ?? "{}";
  const event = serializeDelivery({
    delivery: { ...delivery, metadata },
    latestAttempt: latestFirst[0] ?? null,
    webhook: { url, httpMethod, hasTransform: jsonataExpression !== null },
    hasSource,
  });
  const attempts = latestFirst.reverse().map(serializeAttempt);
  const isAnyBodyDeleted = event.payload_deleted || attempts.some((attempt) => attempt.response_body_deleted);
  return {
    ...event,
    // Without a transform, the original payload is the payload that was sent.
    ...(delivery.originalPayload === null && event.payload === undefined
      ? {}
      : { original_payload: delivery.originalPayload ?? event.payload }),
    attempts,
    ...(isAnyBodyDeleted ? { body_retention_days: (await readRetention(ctx)).bodyDays } : {}),
    ...nextAttempt({ delivery, circuitOpenUntil: lane?.circuitOpenUntil ?? null, now: ctx.clock.now() }),
  };
}

async function readRetention(ctx: Context): Promise<Retention> {
  const own = await ctx.db.organization.findUniqueOrThrow({ where: { id: ctx.tenant.organizationId } });
  return retentionOf({ installation: ctx.retention, own });
}

/** Throws PosternError `gone` for an id of a delivery that the organization may have had, at a time of which it keeps none any more. */
async function refuseDeleted({ ctx, eventId }: { ctx: Context; eventId: string }): Promise<void> {
  const madeAt = timeOfId("delivery", eventId);
  if (madeAt === null) return;
  const organization = await ctx.db.organization.findUniqueOrThrow({ where: { id: ctx.tenant.organizationId } });
  const { createdAt, deliveriesKeptFrom } = organization;
  if (deliveriesKeptFrom === null || madeAt < createdAt.getTime() || madeAt >= deliveriesKeptFrom.getTime()) return;
  const { deliveryDays } = retentionOf({ installation: ctx.retention, own: organization });
  throw new PosternError("gone", `The event ${eventId} has been deleted: events are kept for ${deliveryDays} days.`);
}

/** Returns the time at which a waiting delivery is tried again: its own, or that of its lane's next probe if that is later. */
function nextAttempt(input: { delivery: Pick<Delivery, "status" | "nextAt" | "leaseOwner">; circuitOpenUntil: Date | null; now: Date }): {
  next_attempt_at?: string;
} {
  const { delivery, circuitOpenUntil, now } = input;
  if (delivery.status !== "in_progress" || delivery.nextAt === null || delivery.leaseOwner !== null) return {};
  const at = circuitOpenUntil !== null && circuitOpenUntil > delivery.nextAt ? circuitOpenUntil : delivery.nextAt;
  return at > now ? { next_attempt_at: at.toISOString() } : {};
}
