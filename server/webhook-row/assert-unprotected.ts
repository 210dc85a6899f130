import { PosternError } from "@/domain/errors";
import type { Webhook } from "@/prisma/generated/client";
import { isAllowed } from "@/server/authorise";
import type { Context } from "@/server/context";
import { readConfiguration } from "@/server/webhook-row/stored-configuration";

/** A protected webhook is changed and deleted by owners alone (contract.md, "Shapes": protected). Throws PosternError `forbidden`. */
export function assertUnprotected({ ctx, webhook }: { ctx: Context; webhook: Webhook }): void {
  if (!readConfiguration(webhook).protected || isAllowed(ctx.actor, "admin")) return;
  throw new PosternError(
    "forbidden",
    `The webhook "${webhook.name}" is protected: only owners may change or delete it. Ask one, or use an API token with the scope "admin".`,
  );
}
