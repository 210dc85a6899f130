import { PosternError } from "@/domain/errors";
import type { Transaction } from "@/server/platform/db";

/** The most automations of an organization. Every change of an entity is held against all of them. */
const MAX_FLOWS = 1_000;

/** Throws PosternError `conflict` when the organization has as many automations as it may. */
export async function assertRoomForOneMore({ tx, organizationId }: { tx: Transaction; organizationId: string }): Promise<void> {
  const count = await tx.automationFlow.count({ where: { organizationId } });
  if (count >= MAX_FLOWS) throw new PosternError("conflict", `An organization has at most ${MAX_FLOWS} automations: delete one first.`);
}
