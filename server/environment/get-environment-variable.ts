import {
  type EnvironmentVariableAnswer,
  type EnvironmentVariableReference,
  environmentVariableReference,
} from "@/domain/environment/environment-variable";
import { parseInput } from "@/domain/parse-input";
import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";
import { getVariableInTenant } from "@/server/environment/find-variable";
import { findVariableUsers } from "@/server/environment/find-variable-users";
import { serializeEnvironmentVariable } from "@/server/environment/serialize-environment-variable";

/** Returns one environment variable with the webhooks that refer to it; a secret one has no value. Throws PosternError `not_found`. */
export async function getEnvironmentVariable(input: {
  ctx: Context;
  input: EnvironmentVariableReference;
}): Promise<EnvironmentVariableAnswer> {
  const { ctx } = input;
  authorise(ctx, "read");
  const { key } = parseInput(environmentVariableReference, input.input);
  const { db, vault } = ctx;
  const { organizationId } = ctx.tenant;
  const variable = await getVariableInTenant({ db, organizationId, key });
  return serializeEnvironmentVariable({ variable, vault, users: await findVariableUsers({ db, vault, organizationId }) });
}
