import { isDeepStrictEqual } from "node:util";
import {
  type EnvironmentVariableAnswer,
  environmentVariableChange,
  environmentVariableReference,
} from "@/domain/environment/environment-variable";
import { PosternError } from "@/domain/errors";
import { parseInput } from "@/domain/parse-input";
import type { EnvironmentVariable } from "@/prisma/generated/client";
import { recordAudit } from "@/server/audit/record-audit";
import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";
import { findVariableUsers } from "@/server/environment/find-variable-users";
import { judgeVariable, recordMoves } from "@/server/environment/judge-variable";
import { assertRoomForOneMore, lockVariables } from "@/server/environment/lock-variables";
import { sealVariable } from "@/server/environment/sealed-variable";
import { serializeEnvironmentVariable } from "@/server/environment/serialize-environment-variable";
import type { Transaction } from "@/server/platform/db";

/** The result of an update, and the variable as it is now. */
export interface EnvironmentVariableUpdate {
  type: "created" | "updated";
  variable: EnvironmentVariableAnswer;
}

/**
 * Changes an environment variable, or makes it when there is none, as PUT of the epilot Environments API does. Every process uses
 * it from the next attempt on. A secret variable becomes readable only together with a new value. Throws PosternError
 * `invalid_input`, also for a new variable without a value, `forbidden` as judgeVariable does, and `conflict` when the change
 * would reveal a secret.
 */
export async function updateEnvironmentVariable(input: {
  ctx: Context;
  input: { key: string; change: unknown };
}): Promise<EnvironmentVariableUpdate> {
  const { ctx } = input;
  authorise(ctx, "write");
  const { key } = parseInput(environmentVariableReference, { key: input.input.key });
  const { type, value, hosts } = parseInput(environmentVariableChange, input.input.change);
  const { vault } = ctx;
  const { organizationId } = ctx.tenant;
  const now = ctx.clock.now();
  const sealed = value === undefined ? undefined : sealVariable({ vault, organizationId, key, value });

  return ctx.db.$transaction(async (tx) => {
    await lockVariables({ tx, organizationId });
    const where = { organizationId_key: { organizationId, key } };
    const stored = await tx.environmentVariable.findUnique({ where });
    const isSecret = type === undefined ? (stored?.isSecret ?? false) : type === "SecretString";
    if (hosts && hosts.length > 0 && !isSecret) throw notBindable();
    // A variable that everybody may read is bound to no host.
    const boundTo = isSecret ? (hosts === undefined ? (stored?.hosts ?? []) : (hosts ?? [])) : [];
    const moved = await judgeVariable({ ctx, tx, key, value, stored, isSecret, hosts: boundTo });
    let variable: EnvironmentVariable;
    if (stored) {
      if (stored.isSecret && !isSecret && sealed === undefined) throw wouldBeLaidOpen(key);
      variable = await tx.environmentVariable.update({ where, data: { value: sealed, isSecret, hosts: boundTo, updatedAt: now } });
    } else {
      if (sealed === undefined) throw noValue(key);
      await assertRoomForOneMore({ tx, organizationId });
      const data = { organizationId, key, value: sealed, isSecret, hosts: boundTo, createdAt: now, updatedAt: now };
      variable = await tx.environmentVariable.create({ data });
    }
    await recordSetting({ ctx, tx, stored, variable, isValueChanged: sealed !== undefined });
    await recordMoves({ ctx, tx, key, moved });
    const users = await findVariableUsers({ db: tx, vault, organizationId });
    return { type: stored ? "updated" : "created", variable: serializeEnvironmentVariable({ variable, vault, users }) };
  });
}

async function recordSetting(input: {
  ctx: Context;
  tx: Transaction;
  stored: EnvironmentVariable | null;
  variable: EnvironmentVariable;
  isValueChanged: boolean;
}): Promise<void> {
  const { ctx, tx, stored, variable, isValueChanged } = input;
  const { key, isSecret, hosts } = variable;
  const action = stored ? "environment_variable.updated" : "environment_variable.created";
  const isBindingTold = !isDeepStrictEqual(stored?.hosts ?? [], hosts);
  const details = { type: isSecret ? "SecretString" : "String", isValueChanged, ...(isBindingTold ? { hosts } : {}) };
  await recordAudit({ tx, ctx, action, target: { type: "environment_variable", id: key, name: key }, details });
}

function notBindable(): PosternError {
  const message = "Only a SecretString is bound to hosts: leave this out, or make it a SecretString.";
  return new PosternError("invalid_input", `hosts: ${message}`, { faults: [{ path: "hosts", message }] });
}

function wouldBeLaidOpen(key: string): PosternError {
  return new PosternError("conflict", `The environment variable ${key} is secret: give a new value together with the type String.`);
}

function noValue(key: string): PosternError {
  const message = `There is no environment variable ${key} yet: give its value to make it.`;
  return new PosternError("invalid_input", `value: ${message}`, { faults: [{ path: "value", message }] });
}
