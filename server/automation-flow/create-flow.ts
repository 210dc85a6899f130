import { type AutomationFlow, flowInput, toDefinition } from "@/domain/automation/flow";
import { parseInput } from "@/domain/parse-input";
import { recordAudit } from "@/server/audit/record-audit";
import { authorise } from "@/server/authorise";
import { assertNotSelfStarting } from "@/server/automation-flow/assert-not-self-starting";
import { assertRoomForOneMore } from "@/server/automation-flow/assert-room";
import { disabledByHand } from "@/server/automation-flow/disabled-by-hand";
import { namedActor } from "@/server/automation-flow/named-actor";
import { serializeFlow, writeDefinition } from "@/server/automation-flow/stored-flow";
import type { Context } from "@/server/context";
import { raiseSubscriptionsVersion } from "@/server/event-type/raise-subscriptions-version";

/**
 * Makes an automation. Triggers and actions without an id get one. Needs the scope write. Throws PosternError `invalid_input`, and
 * `conflict` when the organization has as many as it may.
 */
export async function createFlow({ ctx, input }: { ctx: Context; input: unknown }): Promise<AutomationFlow> {
  authorise(ctx, "write");
  const parsed = parseInput(flowInput, input);
  const { organizationId } = ctx.tenant;
  const now = ctx.clock.now();
  const by = namedActor(ctx.actor);
  const flow = await ctx.db.$transaction(async (tx) => {
    await raiseSubscriptionsVersion({ tx, organizationId });
    await assertNotSelfStarting({ tx, organizationId, flow: parsed });
    await assertRoomForOneMore({ tx, organizationId });
    const made = await tx.automationFlow.create({
      data: {
        id: crypto.randomUUID(),
        organizationId,
        name: parsed.flow_name,
        enabled: parsed.enabled,
        definition: writeDefinition(toDefinition(parsed)),
        ...(!parsed.enabled && { disableDetails: disabledByHand({ by, now }) }),
        ...{ createdBy: by, updatedBy: by, createdAt: now, updatedAt: now },
      },
    });
    await recordAudit({ tx, ctx, action: "automation.created", target: { type: "automation", id: made.id, name: made.name } });
    return made;
  });
  return serializeFlow({ flow, runs: 0 });
}
