import { organizationInput } from "@/domain/organization/organization-name";
import { parseInput } from "@/domain/parse-input";
import { recordAudit } from "@/server/audit/record-audit";
import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";

/** Gives the organization another name. For owners. Throws PosternError `forbidden` or `invalid_input`. */
export async function renameOrganization({ ctx, input }: { ctx: Context; input: unknown }): Promise<{ name: string }> {
  authorise(ctx, "admin");
  const { name } = parseInput(organizationInput, input);
  const { organizationId: id } = ctx.tenant;
  await ctx.db.$transaction(async (tx) => {
    const before = await tx.organization.findUniqueOrThrow({ where: { id }, select: { name: true } });
    if (before.name === name) return;
    await tx.organization.update({ where: { id }, data: { name } });
    await recordAudit({
      tx,
      ctx,
      action: "organization.renamed",
      target: { type: "organization", id, name },
      details: { from: before.name },
    });
  });
  return { name };
}
