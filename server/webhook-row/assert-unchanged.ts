import { PosternError } from "@/domain/errors";
import type { Webhook } from "@/prisma/generated/client";

/** A form's change is meant for the webhook as it was when the form was opened. Throws PosternError `conflict` where it was changed since. */
export function assertNotChangedSince(stored: Webhook, ifUpdatedTime: string | undefined): void {
  if (ifUpdatedTime === undefined || stored.updatedAt.toISOString() === ifUpdatedTime) return;
  throw new PosternError("conflict", `The webhook "${stored.name}" was changed in the meantime. Load it again, then make your change.`);
}

/** The same for a request's If-Match, whose entity tags are updatedTimes. Throws PosternError `precondition_failed` where none is the webhook's. */
export function assertMatching(stored: Webhook, ifMatch: readonly string[] | undefined): void {
  if (ifMatch === undefined || ifMatch.includes(stored.updatedAt.toISOString())) return;
  throw new PosternError(
    "precondition_failed",
    `The webhook "${stored.name}" is not as If-Match says: it was changed in the meantime. Read it again, and send its ETag.`,
  );
}
