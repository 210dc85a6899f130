import "server-only";
import { readAutomationChoices } from "@/app/(portal)/automations/read-automation-choices";
import { namesOf } from "@/components/automation/automation-choices";
import type { FlowNames } from "@/components/automation/describe-flow";
import type { Context } from "@/server/context";

/** Returns the names that sentences about automations need. */
export async function readFlowNames({ ctx }: { ctx: Context }): Promise<FlowNames> {
  return namesOf(await readAutomationChoices({ ctx }));
}
