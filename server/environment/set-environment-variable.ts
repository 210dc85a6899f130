import { environmentVariableInput } from "@/domain/environment/variable-key";
import { parseInput } from "@/domain/parse-input";
import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";
import { sealVariable } from "@/server/environment/internal";

/** What is told of a variable that was set. */
export interface SetVariable {
  key: string;
  isSecret: boolean;
}

/**
 * Sets an environment variable of the organization, new or not; the next attempt of every webhook that refers to it uses it.
 * Secret unless said otherwise. Throws PosternError `invalid_input` for a malformed key or a value that is too long.
 */
export async function setEnvironmentVariable({ ctx, input }: { ctx: Context; input: unknown }): Promise<SetVariable> {
  authorise(ctx, "write");
  const { key, value, isSecret } = parseInput(environmentVariableInput, input);
  const { organizationId } = ctx.tenant;
  const now = ctx.clock.now();
  const columns = { value: sealVariable({ vault: ctx.vault, organizationId, key, value }), isSecret, updatedAt: now };
  await ctx.db.environmentVariable.upsert({
    where: { organizationId_key: { organizationId, key } },
    create: { organizationId, key, createdAt: now, ...columns },
    update: columns,
  });
  return { key, isSecret };
}
