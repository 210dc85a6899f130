import { newId } from "@/domain/ids";
import { syncBuiltInEventTypes } from "@/server/event-type/sync-built-in-event-types";
import type { Transaction } from "@/server/platform/db";

/** Makes an organization with its first owner and the built-in event types, in the caller's transaction. Returns its id. */
export async function insertOrganization(input: {
  tx: Transaction;
  name: string;
  id?: string | undefined;
  ownerId: string;
}): Promise<string> {
  const { tx, name, id = newId("organization"), ownerId } = input;
  await tx.organization.create({ data: { id, name } });
  await tx.membership.create({ data: { organizationId: id, userId: ownerId, role: "owner" } });
  await syncBuiltInEventTypes({ db: tx, organizationId: id });
  return id;
}
