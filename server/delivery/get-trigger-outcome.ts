import { PosternError } from "@/domain/errors";
import type { TriggerAnswer } from "@/domain/webhook/trigger-answer";
import type { DeliveryStatus } from "@/prisma/generated/enums";
import { serializeResponse } from "@/server/delivery/serialize-delivery";
import type { Database, Transaction } from "@/server/platform/db";

interface Asked {
  db: Database | Transaction;
  organizationId: string;
  deliveryId: string;
}

/** `open`: the delivery has not ended. `gone`: it is not kept, or not any more. */
type TriggerOutcome = { type: "ended"; answer: TriggerAnswer } | { type: "open" } | { type: "gone" };

/** A delivery with its latest attempt, all of which is null where there was none. */
interface OutcomeRow {
  status: DeliveryStatus;
  createdAt: Date;
  endedAt: Date | null;
  statusCode: number | null;
  errorCode: string | null;
  errorMessage: string | null;
  responseBody: string | null;
}

/** Returns the outcome of a synchronous call's last attempt, where it has one. */
export async function findTriggerOutcome({ db, organizationId, deliveryId }: Asked): Promise<TriggerOutcome> {
  const [delivery] = await db.$queryRaw<OutcomeRow[]>`
    select d.status, d.created_at as "createdAt", d.ended_at as "endedAt", a.status_code as "statusCode", a.error_code as "errorCode",
      a.error_message as "errorMessage", a.response_body as "responseBody"
    from delivery d left join lateral (
      select status_code, error_code, error_message, response_body from attempt
      where organization_id = ${organizationId} and delivery_id = ${deliveryId}
      order by number desc limit 1
    ) a on true
    where d.organization_id = ${organizationId} and d.id = ${deliveryId}`;
  if (!delivery) return { type: "gone" };
  const { status, createdAt, endedAt, ...latestAttempt } = delivery;
  if (!endedAt || status === "in_progress") return { type: "open" };
  const { status_code: statusCode, ...response } = serializeResponse(latestAttempt);
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
