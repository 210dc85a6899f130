import { PosternError } from "@/domain/errors";
import type { Webhook } from "@/prisma/generated/client";

/** Throws PosternError `conflict` when the webhook was changed after the form that changes it was opened. */
export function assertNotChangedSince(stored: Webhook, ifUpdatedTime: string | undefined): void {
  if (ifUpdatedTime === undefined || stored.updatedAt.toISOString() === ifUpdatedTime) return;
  throw new PosternError("conflict", `The webhook "${stored.name}" was changed in the meantime. Load it again, then make your change.`);
}

/** Throws PosternError `precondition_failed` when no entity tag of a request's If-Match is the webhook's. Entity tags are updatedTimes. */
export function assertMatching(stored: Webhook, ifMatch: readonly string[] | undefined): void {
  if (ifMatch === undefined || ifMatch.includes(stored.updatedAt.toISOString())) return;
  throw new PosternError(
    "precondition_failed",
    `The webhook "${stored.name}" is not as If-Match says: it was changed in the meantime. Read it again, and send its ETag.`,
  );
}
