import type { z } from "zod";
import { type CallingFlow, callingFlowsInput } from "@/domain/automation/calling-flow";
import { parseInput } from "@/domain/parse-input";
import { Prisma } from "@/prisma/generated/client";
import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";

/** Returns the automations that call a webhook, or any webhook where none is named, by their names. Needs the scope read. */
export async function listCallingFlows(given: { ctx: Context; input: z.input<typeof callingFlowsInput> }): Promise<CallingFlow[]> {
  const { ctx, input } = given;
  authorise(ctx, "read");
  const { configId } = parseInput(callingFlowsInput, input);
  const ofWebhook = configId === undefined ? Prisma.empty : Prisma.sql`and a->'config'->>'target_webhook_id' = ${configId}`;
  return ctx.db.$queryRaw<CallingFlow[]>`
    select f.id, f.name, f.enabled as "isEnabled", a->'config'->>'target_webhook_id' as "webhookId",
      bool_or(coalesce((a->'config'->>'sync')::boolean, false)) as "isAwaited"
    from automation_flow f cross join lateral json_array_elements(f.definition->'actions') a
    where f.organization_id = ${ctx.tenant.organizationId} and a->>'type' = 'trigger-webhook' ${ofWebhook}
    group by f.id, f.name, f.enabled, a->'config'->>'target_webhook_id'
    order by f.name, f.id`;
}
