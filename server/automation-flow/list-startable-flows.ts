import type { z } from "zod";
import { type StartableFlow, startableFlowsInput } from "@/domain/automation/startable-flow";
import { canStartFor } from "@/domain/automation/starting-schemas";
import { parseInput } from "@/domain/parse-input";
import { authorise } from "@/server/authorise";
import { readDefinition } from "@/server/automation-flow/stored-flow";
import type { Context } from "@/server/context";

/**
 * Returns the enabled automations that can be started by hand for entities of a schema, those that are meant for that first, then by their
 * names. Needs the scope read.
 */
export async function listStartableFlows(given: { ctx: Context; input: z.input<typeof startableFlowsInput> }): Promise<StartableFlow[]> {
  const { ctx, input } = given;
  authorise(ctx, "read");
  const { schema } = parseInput(startableFlowsInput, input);
  const { organizationId } = ctx.tenant;
  const flows = await ctx.db.automationFlow.findMany({ where: { organizationId, enabled: true } });
  const fitting = flows
    .map((flow) => ({ id: flow.id, name: flow.name, definition: readDefinition(flow) }))
    .filter(({ definition }) => canStartFor(definition, schema))
    .map(({ id, name, definition: { triggers, actions } }) => ({
      ...{ id, name, actions: actions.map(({ type }) => type) },
      isManual: triggers.some(({ type }) => type === "entity_manual"),
    }))
    .sort((one, other) => Number(other.isManual) - Number(one.isManual) || one.name.localeCompare(other.name, "en"));
  return fitting.map(({ isManual: _isManual, ...flow }) => flow);
}
