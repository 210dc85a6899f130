import { type EnvironmentVariableList, MAX_VARIABLES } from "@/domain/environment/environment-variable";
import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";
import { findVariableUsers } from "@/server/environment/find-variable-users";
import { serializeEnvironmentVariable } from "@/server/environment/serialize-environment-variable";

/**
 * Returns all of the organization's environment variables, ordered by key, with the webhooks that refer to each; secret ones have
 * no value.
 */
export async function listEnvironmentVariables({ ctx }: { ctx: Context }): Promise<EnvironmentVariableList> {
  authorise(ctx, "read");
  const { db, vault } = ctx;
  const { organizationId } = ctx.tenant;
  const [variables, users] = await Promise.all([
    db.environmentVariable.findMany({ where: { organizationId }, orderBy: { key: "asc" }, take: MAX_VARIABLES }),
    findVariableUsers({ db, vault, organizationId }),
  ]);
  return { items: variables.map((variable) => serializeEnvironmentVariable({ variable, vault, users })) };
}
