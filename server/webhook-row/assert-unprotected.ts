import { PosternError } from "@/domain/errors";
import type { Webhook } from "@/prisma/generated/client";
import { isAllowed } from "@/server/authorise";
import type { Context } from "@/server/context";
import { readConfiguration } from "@/server/webhook-row/stored-configuration";

/** Throws PosternError `forbidden` for a protected webhook, which only owners may change or delete (contract.md, "Shapes": protected). */
export function assertUnprotected({ ctx, webhook }: { ctx: Context; webhook: Webhook }): void {
  if (!readConfiguration(webhook).protected || isAllowed(ctx.actor, "admin")) return;
  throw new PosternError(
    "forbidden",
    `The webhook "${webhook.name}" is protected: only owners may change or delete it. Ask one, or use an API token with the scope "admin".`,
  );
}
