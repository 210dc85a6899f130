import { PosternError } from "@/domain/errors";
import type { AutomationFlow } from "@/prisma/generated/client";
import type { Database, Transaction } from "@/server/platform/db";

/** Returns a flow by its id. Throws PosternError `not_found` for an unknown one and for another organization's one. */
export async function getFlowInTenant(input: {
  db: Database | Transaction;
  organizationId: string;
  flowId: string;
}): Promise<AutomationFlow> {
  const { db, organizationId, flowId } = input;
  const flow = await db.automationFlow.findFirst({ where: { id: flowId, organizationId } });
  if (!flow) throw noSuchFlow(flowId);
  return flow;
}

function noSuchFlow(flowId: string): PosternError {
  return new PosternError(
    "not_found",
    `This organization has no automation with the id ${flowId}. Its automations are listed with their ids.`,
  );
}
