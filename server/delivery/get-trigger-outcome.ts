import { PosternError } from "@/domain/errors";
import type { TriggerAnswer } from "@/domain/webhook/trigger-answer";
import { serializeResponse } from "@/server/delivery/serialize-delivery";
import type { Database, Transaction } from "@/server/platform/db";

interface Asked {
  db: Database | Transaction;
  organizationId: string;
  deliveryId: string;
}

/** `open`: the delivery has not ended. `gone`: it is not kept, or not any more. */
type TriggerOutcome = { type: "ended"; answer: TriggerAnswer } | { type: "open" } | { type: "gone" };

/** Returns the outcome of a synchronous call's last attempt, where it has one. */
export async function findTriggerOutcome({ db, organizationId, deliveryId }: Asked): Promise<TriggerOutcome> {
  const [delivery, latestAttempt] = await Promise.all([
    db.delivery.findFirst({
      where: { id: deliveryId, organizationId },
      select: { status: true, createdAt: true, endedAt: true },
    }),
    db.attempt.findFirst({ where: { deliveryId, organizationId }, orderBy: { number: "desc" } }),
  ]);
  if (!delivery) return { type: "gone" };
  const { status, createdAt, endedAt } = delivery;
  if (!endedAt || status === "in_progress") return { type: "open" };
  const { status_code: statusCode, ...response } = latestAttempt ? serializeResponse(latestAttempt) : {};
  const answer: TriggerAnswer = {
    event_id: deliveryId,
    ...(statusCode === undefined ? {} : { status_code: String(statusCode) }),
    ...response,
    ...(status === "skipped" ? { message: "skipped" } : { status }),
    start_date: createdAt.toISOString(),
    end_date: endedAt.toISOString(),
  };
  return { type: "ended", answer };
}

/**
 * Returns the outcome of a synchronous trigger's last attempt as the contract's TriggerWebhookResp. Throws PosternError
 * `unavailable` when the outcome could not be recorded.
 */
export async function getTriggerOutcome(asked: Asked): Promise<TriggerAnswer> {
  const outcome = await findTriggerOutcome(asked);
  if (outcome.type === "ended") return outcome.answer;
  throw new PosternError(
    "unavailable",
    `What came of the event ${asked.deliveryId} could not be recorded; its log entry will say it was lost.`,
  );
}
