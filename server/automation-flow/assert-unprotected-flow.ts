import { PosternError } from "@/domain/errors";
import type { AutomationFlow } from "@/prisma/generated/client";
import { isAllowed } from "@/server/authorise";
import { readDefinition } from "@/server/automation-flow/stored-flow";
import type { Context } from "@/server/context";

/** Throws PosternError `forbidden` for a protected automation, which only owners may change or delete. */
export function assertUnprotectedFlow({ ctx, flow }: { ctx: Context; flow: AutomationFlow }): void {
  if (!readDefinition(flow).protected || isAllowed(ctx.actor, "admin")) return;
  throw new PosternError(
    "forbidden",
    `The automation "${flow.name}" is protected: only owners may change or delete it. Ask one, or use an API token with the scope "admin".`,
  );
}
