"use server";

import { revalidatePath } from "next/cache";
import { runAction } from "@/app/run-action";
import type { ActionResult } from "@/components/form/action-result";
import type { RetentionAnswer } from "@/domain/retention/retention-settings";
import { changeRetention } from "@/server/retention/change-retention";

export async function changeRetentionAction(input: unknown): Promise<ActionResult<RetentionAnswer>> {
  return runAction("portal.changeRetention", async ({ ctx }) => {
    const changed = await changeRetention({ ctx, input });
    revalidatePath("/settings/retention");
    return changed;
  });
}
