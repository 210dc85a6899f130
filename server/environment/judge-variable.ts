import { isDeepStrictEqual } from "node:util";
import type { EnvironmentVariable } from "@/prisma/generated/client";
import type { Context } from "@/server/context";
import { assertMaySet } from "@/server/environment/assert-may-set";
import { findMovedWebhooks, type MovedWebhook } from "@/server/environment/find-moved-webhooks";
import { findVariableNamers } from "@/server/environment/find-variable-namers";
import type { Transaction } from "@/server/platform/db";
import { recordMove } from "@/server/webhook-row/record-move";

/**
 * Judges what a variable's new state does to the webhooks that refer to it, and returns those that it leads to another origin.
 * `value` is undefined where it stays, `stored` is null for a new variable, `hosts` are those that it will be bound to. Throws
 * PosternError `forbidden` where only an owner may set the variable so.
 */
export async function judgeVariable(input: {
  ctx: Context;
  tx: Transaction;
  key: string;
  value: string | undefined;
  stored: EnvironmentVariable | null;
  isSecret: boolean;
  hosts: readonly string[];
}): Promise<MovedWebhook[]> {
  const { ctx, tx, key, value, stored, isSecret, hosts } = input;
  const { vault } = ctx;
  const { organizationId } = ctx.tenant;
  const moved = value === undefined ? [] : await findMovedWebhooks({ tx, vault, organizationId, key, value });
  const becomesSecret = isSecret && !stored?.isSecret;
  const exposedTo = becomesSecret ? await findVariableNamers({ tx, vault, organizationId, key }) : [];
  const isUnbound = stored?.isSecret === true && isSecret && value === undefined && !isDeepStrictEqual(stored.hosts, hosts);
  assertMaySet({ ctx, consequences: { key, moved, exposedTo, isUnbound } });
  return moved;
}

/** Writes to the audit log which webhooks a variable has led to another origin. */
export async function recordMoves(input: { ctx: Context; tx: Transaction; key: string; moved: readonly MovedWebhook[] }): Promise<void> {
  const { ctx, tx, key, moved } = input;
  for (const { id, name, before, moved: origins } of moved) {
    await recordMove({ tx, ctx, webhook: { id, name }, before, moved: origins, variable: key });
  }
}
