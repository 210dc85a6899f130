"use server";

import { chooseOrganization } from "@/app/organization-cookie";
import { runAction } from "@/app/run-action";
import type { ActionResult } from "@/components/form/action-result";
import { PosternError } from "@/domain/errors";
import { createOrganization } from "@/server/organization/create-organization";
import { renameOrganization } from "@/server/organization/rename-organization";

/** Chooses another of the user's organizations in this browser. */
export async function switchOrganizationAction(organizationId: string): Promise<ActionResult<null>> {
  return runAction("portal.switchOrganization", async ({ organizations }) => {
    const chosen = organizations.find(({ id }) => id === organizationId);
    if (!chosen) throw new PosternError("not_found", "You are no longer a member of this organization.");
    await chooseOrganization(chosen.id);
    return null;
  });
}

/** Creates an organization and chooses it in this browser. */
export async function createOrganizationAction(input: unknown): Promise<ActionResult<{ name: string }>> {
  return runAction("portal.createOrganization", async ({ ctx }) => {
    const { organizationId, name } = await createOrganization({ ctx, input });
    await chooseOrganization(organizationId);
    return { name };
  });
}

export async function renameOrganizationAction(input: unknown): Promise<ActionResult<{ name: string }>> {
  return runAction("portal.renameOrganization", ({ ctx }) => renameOrganization({ ctx, input }));
}
