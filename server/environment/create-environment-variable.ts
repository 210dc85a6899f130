import { type EnvironmentVariableAnswer, newEnvironmentVariable } from "@/domain/environment/environment-variable";
import { PosternError } from "@/domain/errors";
import { parseInput } from "@/domain/parse-input";
import { recordAudit } from "@/server/audit/record-audit";
import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";
import { findVariableUsers } from "@/server/environment/find-variable-users";
import { judgeVariable, recordMoves } from "@/server/environment/judge-variable";
import { assertRoomForOneMore, lockVariables } from "@/server/environment/lock-variables";
import { sealVariable } from "@/server/environment/sealed-variable";
import { serializeEnvironmentVariable } from "@/server/environment/serialize-environment-variable";

/**
 * Makes an environment variable. Webhooks that already refer to it use it from their next attempt on. Throws PosternError
 * `invalid_input`, `forbidden` as judgeVariable does, and `conflict` when the key is taken or the organization has the most
 * variables it may have.
 */
export async function createEnvironmentVariable({ ctx, input }: { ctx: Context; input: unknown }): Promise<EnvironmentVariableAnswer> {
  authorise(ctx, "write");
  const { key, type, value, hosts } = parseInput(newEnvironmentVariable, input);
  const { vault } = ctx;
  const { organizationId } = ctx.tenant;
  const now = ctx.clock.now();

  return ctx.db.$transaction(async (tx) => {
    await lockVariables({ tx, organizationId });
    const taken = await tx.environmentVariable.findUnique({
      where: { organizationId_key: { organizationId, key } },
      select: { key: true },
    });
    if (taken) throw new PosternError("conflict", `There is an environment variable ${key} already. Change it, or choose another key.`);
    await assertRoomForOneMore({ tx, organizationId });
    const isSecret = type === "SecretString";
    const moved = await judgeVariable({ ctx, tx, key, value, stored: null, isSecret, hosts: hosts ?? [] });
    const sealed = sealVariable({ vault, organizationId, key, value });
    const variable = await tx.environmentVariable.create({
      data: { organizationId, key, value: sealed, isSecret, hosts: hosts ?? [], createdAt: now, updatedAt: now },
    });
    await recordAudit({
      tx,
      ctx,
      action: "environment_variable.created",
      target: { type: "environment_variable", id: key, name: key },
      details: { type, ...(variable.hosts.length > 0 ? { hosts: variable.hosts } : {}) },
    });
    await recordMoves({ ctx, tx, key, moved });
    return serializeEnvironmentVariable({ variable, vault, users: await findVariableUsers({ db: tx, vault, organizationId }) });
  });
}
