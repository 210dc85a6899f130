"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { runAction } from "@/app/run-action";
import type { ActionResult } from "@/components/form/action-result";
import { parseInput } from "@/domain/parse-input";
import { createFlow } from "@/server/automation-flow/create-flow";
import { deleteFlow } from "@/server/automation-flow/delete-flow";
import { putFlow } from "@/server/automation-flow/put-flow";
import { switchFlow } from "@/server/automation-flow/switch-flow";

const PAGES = "/automations";

const flowChange = z.object({ flowId: z.string(), flow: z.unknown(), updatedAt: z.string() });

export async function createFlowAction(flow: unknown): Promise<ActionResult<{ id: string }>> {
  return runAction("portal.createFlow", async ({ ctx }) => {
    const { id } = await createFlow({ ctx, input: flow });
    revalidatePath(PAGES, "layout");
    return { id };
  });
}

/** Replaces an automation, if it has not changed since `updatedAt`. */
export async function updateFlowAction(input: z.input<typeof flowChange>): Promise<ActionResult<{ id: string }>> {
  return runAction("portal.updateFlow", async ({ ctx }) => {
    const { flowId, flow, updatedAt } = parseInput(flowChange, input);
    const { id } = await putFlow({ ctx, input: { flow_id: flowId, flow, ifUpdatedAt: updatedAt } });
    revalidatePath(PAGES, "layout");
    return { id };
  });
}

export async function switchFlowAction(input: { flowId: string; enabled: boolean }): Promise<ActionResult<null>> {
  return runAction("portal.switchFlow", async ({ ctx }) => {
    await switchFlow({ ctx, input: { flow_id: input.flowId, enabled: input.enabled } });
    revalidatePath(PAGES, "layout");
    return null;
  });
}

export async function deleteFlowAction(flowId: string): Promise<ActionResult<null>> {
  return runAction("portal.deleteFlow", async ({ ctx }) => {
    await deleteFlow({ ctx, input: { flow_id: flowId } });
    revalidatePath(PAGES, "layout");
    return null;
  });
}
