import { PosternError } from "@/domain/errors";
import { MAX_ORGANIZATIONS, organizationInput } from "@/domain/organization/organization-name";
import { parseInput } from "@/domain/parse-input";
import { recordAudit } from "@/server/audit/record-audit";
import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";
import { insertOrganization } from "@/server/organization/insert-organization";

/**
 * Makes another organization, owned by the acting user. Returns its id and name. For owners of the present one, in the portal.
 * Throws PosternError `forbidden`, `invalid_input`, and `conflict` for a user who belongs to as many organizations as one may.
 */
export async function createOrganization({
  ctx,
  input,
}: {
  ctx: Context;
  input: unknown;
}): Promise<{ organizationId: string; name: string }> {
  authorise(ctx, "admin");
  const { actor } = ctx;
  if (actor.type !== "user") throw new PosternError("forbidden", "Organizations are made in the portal, by a user.");
  const { name } = parseInput(organizationInput, input);
  return ctx.db.$transaction(async (tx) => {
    await tx.$executeRaw`select 1 from "user" where id = ${actor.userId} for update`;
    if ((await tx.membership.count({ where: { userId: actor.userId } })) >= MAX_ORGANIZATIONS) {
      throw new PosternError("conflict", `You belong to ${MAX_ORGANIZATIONS} organizations, the most that one may. Leave one first.`);
    }
    const organizationId = await insertOrganization({ tx, name, ownerId: actor.userId });
    const target = { type: "organization", id: organizationId, name } as const;
    await recordAudit({ tx, ctx: { tenant: { organizationId }, actor }, action: "organization.created", target });
    return { organizationId, name };
  });
}
