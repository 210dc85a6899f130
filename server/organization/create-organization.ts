import { newId } from "@/domain/ids";
import type { Transaction } from "@/server/platform/db";

/** Makes an organization and its first owner inside the caller's transaction, and gives the organization's id. */
export async function createOrganization(input: {
  tx: Transaction;
  name: string;
  id?: string | undefined;
  owner: { email: string; name: string; passwordHash: string };
}): Promise<string> {
  const { tx, name, owner } = input;
  const organization = await tx.organization.create({ data: { id: input.id ?? newId("organization"), name } });
  const user = await tx.user.create({ data: { id: newId("user"), ...owner } });
  await tx.membership.create({ data: { organizationId: organization.id, userId: user.id, role: "owner" } });
  return organization.id;
}
