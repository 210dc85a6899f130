import { PosternError } from "@/domain/errors";
import type { TriggerAnswer } from "@/domain/webhook/trigger-answer";
import { serializeResponse } from "@/server/delivery/serialize-delivery";
import type { Database, Transaction } from "@/server/platform/db";

/**
 * Returns the outcome of a synchronous trigger's last attempt as the contract's TriggerWebhookResp. Throws PosternError
 * `unavailable` when the outcome could not be recorded.
 */
export async function getTriggerOutcome(input: {
  db: Database | Transaction;
  organizationId: string;
  deliveryId: string;
}): Promise<TriggerAnswer> {
  const { db, organizationId, deliveryId } = input;
  const [delivery, latestAttempt] = await Promise.all([
    db.delivery.findFirst({ where: { id: deliveryId, organizationId } }),
    db.attempt.findFirst({ where: { deliveryId, organizationId }, orderBy: { number: "desc" } }),
  ]);
  if (!delivery?.endedAt || delivery.status === "in_progress") {
    throw new PosternError(
      "unavailable",
      `What came of the event ${deliveryId} could not be recorded; its log entry will say it was lost.`,
    );
  }
  const { status_code: statusCode, ...response } = latestAttempt ? serializeResponse(latestAttempt) : {};
  return {
    event_id: deliveryId,
    ...(statusCode === undefined ? {} : { status_code: String(statusCode) }),
    ...response,
    ...(delivery.status === "skipped" ? { message: "skipped" } : { status: delivery.status }),
    start_date: delivery.createdAt.toISOString(),
    end_date: delivery.endedAt.toISOString(),
  };
}
