import { Prisma } from "@/prisma/generated/client";

/** The columns that go with a delivery from the queue into history as they are. */
const KEPT = [
  ...["id", "organization_id", "webhook_id", "event_id", "event_at", "message_id", "event_name", "source", "replay_of", "replay_job_id"],
  ...["metadata", "size", "created_at"],
];
const AS_KEPT = Prisma.raw(KEPT.join(", "));
const HAS_BODY = Prisma.sql`payload is not null or original_payload is not null`;

/** The columns of the queue's row `d` that its history keeps as they are, for the `returning` of the statement that deletes it. */
export const LEAVING = Prisma.raw(KEPT.map((column) => `d.${column}`).join(", "));

/**
 * Returns the statement that writes deliveries which leave the queue into history, as succeeded or failed. Whoever deletes them from
 * the queue has this in the same statement, so that a delivery is always in exactly one of the two. `ended`, a part of the surrounding
 * `with`, has `LEAVING` and attempt_number, failure_count, status, payload and original_payload.
 */
export const INSERT_ENDED = Prisma.sql`
  insert into ended_delivery (${AS_KEPT}, attempt_number, failure_count, status, has_body, ended_at)
  select ${AS_KEPT}, attempt_number, failure_count, status, ${HAS_BODY}, now() from ended where status <> 'skipped'`;

/** Returns the statement that writes those deliveries of `ended` that were skipped; they have a skip_reason too. */
export const INSERT_SKIPPED = Prisma.sql`
  insert into skipped_delivery (${AS_KEPT}, attempt_number, skip_reason, has_body, ended_at)
  select ${AS_KEPT}, attempt_number, skip_reason, ${HAS_BODY}, now() from ended where status = 'skipped'`;

/** Returns the statement that writes the texts of `ended`, of those that have any. */
export const INSERT_BODIES = Prisma.sql`
  insert into delivery_body (delivery_id, payload, original_payload)
  select id, payload, original_payload from ended where ${HAS_BODY}`;
