import { PosternError } from "@/domain/errors";
import type { Webhook } from "@/prisma/generated/client";
import { statusOf } from "@/server/webhook-row/stored-configuration";

/**
 * Throws PosternError `invalid_input` for a webhook that can be sent nothing, because it is disabled or incomplete. `path` is the
 * place in the caller's input that leads to the webhook.
 */
export function assertTriggerable({ webhook, path }: { webhook: Webhook; path: string }): void {
  switch (statusOf(webhook)) {
    case "active":
      return;
    case "inactive":
      throw notTriggerable(path, "This webhook is disabled, so nothing was sent: enable it, then try again.");
    case "incomplete":
      throw notTriggerable(
        path,
        "This webhook is incomplete, so nothing was sent: give it a URL and the credentials that its authentication needs, then try again.",
      );
  }
}

function notTriggerable(path: string, message: string): PosternError {
  return new PosternError("invalid_input", message, { faults: [{ path, message }] });
}
