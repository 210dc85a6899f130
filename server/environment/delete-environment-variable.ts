import {
  type EnvironmentVariableReference,
  environmentVariableReference,
  type VariableUser,
} from "@/domain/environment/environment-variable";
import { PosternError } from "@/domain/errors";
import { parseInput } from "@/domain/parse-input";
import { recordAudit } from "@/server/audit/record-audit";
import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";
import { getVariableInTenant } from "@/server/environment/find-variable";
import { findVariableUsers } from "@/server/environment/find-variable-users";
import { lockVariables } from "@/server/environment/lock-variables";
import { nameWebhooks } from "@/server/environment/name-webhooks";

/**
 * Deletes an environment variable. Throws PosternError `not_found`, and `conflict` with the names of the webhooks while any refer
 * to it. With `force` it is deleted all the same: their deliveries then fail with UNRESOLVED_VARIABLE, and their expressions find
 * no value.
 */
export async function deleteEnvironmentVariable(input: {
  ctx: Context;
  input: EnvironmentVariableReference & { force?: boolean | undefined };
}): Promise<void> {
  const { ctx } = input;
  authorise(ctx, "write");
  const { force = false, ...reference } = input.input;
  const { key } = parseInput(environmentVariableReference, reference);
  const { organizationId } = ctx.tenant;

  await ctx.db.$transaction(async (tx) => {
    await lockVariables({ tx, organizationId });
    await getVariableInTenant({ db: tx, organizationId, key });
    const users = (await findVariableUsers({ db: tx, vault: ctx.vault, organizationId })).get(key) ?? [];
    if (users.length > 0 && !force) throw stillUsed(key, users);
    await tx.environmentVariable.delete({ where: { organizationId_key: { organizationId, key } } });
    await recordAudit({ tx, ctx, action: "environment_variable.deleted", target: { type: "environment_variable", id: key, name: key } });
  });
}

function stillUsed(key: string, users: readonly VariableUser[]): PosternError {
  const message = `The environment variable ${key} is used by ${nameWebhooks(users)}. Delete it with force=true all the same.`;
  return new PosternError("conflict", message);
}
