import { type DeliveryReference, deliveryReference } from "@/domain/delivery/delivery-reference";
import type { WebhookEvent } from "@/domain/delivery/webhook-event";
import { PosternError } from "@/domain/errors";
import { parseInput } from "@/domain/parse-input";
import type { Delivery } from "@/prisma/generated/client";
import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";
import { serializeAttempt, serializeDelivery } from "@/server/delivery/serialize-delivery";
import { getWebhookInTenant } from "@/server/webhook-row/find-webhook";
import { readConfiguration } from "@/server/webhook-row/stored-configuration";

/** The most attempts that are shown, far more than a policy makes. The oldest are left out. */
const MAX_ATTEMPTS_SHOWN = 100;

/**
 * Returns one delivery as the contract's WebhookEvent, with its attempts, the oldest first. Its webhook may be deleted. Throws
 * PosternError `not_found` for an unknown delivery, or for one of another webhook than `configId`.
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
    ctx.db.event.findUnique({ where: { organizationId_id: { organizationId, id: delivery.eventId } }, select: { id: true } }),
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
  return {
    ...event,
    // Without a transform, the original payload is the payload that was sent.
    ...(delivery.originalPayload === null && event.payload === undefined
      ? {}
      : { original_payload: delivery.originalPayload ?? event.payload }),
    attempts: latestFirst.reverse().map(serializeAttempt),
    ...nextAttempt({ delivery, circuitOpenUntil: lane?.circuitOpenUntil ?? null, now: ctx.clock.now() }),
  };
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
