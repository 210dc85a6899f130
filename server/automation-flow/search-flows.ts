import type { z } from "zod";
import type { AutomationFlowList } from "@/domain/automation/flow";
import { flowSearch } from "@/domain/automation/flow-search";
import { parseInput } from "@/domain/parse-input";
import { Prisma } from "@/prisma/generated/client";
import { authorise } from "@/server/authorise";
import { countRuns } from "@/server/automation-flow/count-runs";
import { serializeFlow } from "@/server/automation-flow/stored-flow";
import type { Context } from "@/server/context";

/** Returns the organization's automations that match, the newest first. Needs the scope read. */
export async function searchFlows({ ctx, input }: { ctx: Context; input: z.input<typeof flowSearch> }): Promise<AutomationFlowList> {
  authorise(ctx, "read");
  const {
    schema,
    size,
    from,
    trigger_source_id: sourceId,
    target_workflow: workflow,
    trigger_event_name: event,
  } = parseInput(flowSearch, input);
  const { db, tenant } = ctx;
  const { organizationId } = tenant;
  const someTrigger = (condition: Prisma.Sql) =>
    Prisma.sql`exists (select from json_array_elements(f.definition->'triggers') t where ${condition})`;
  const conditions = [
    Prisma.sql`f.organization_id = ${organizationId}`,
    ...(schema === undefined
      ? []
      : [
          Prisma.sql`(f.definition->>'entity_schema' = ${schema} or ${someTrigger(
            Prisma.sql`${schema} in (t->'configuration'->>'schema', t->'configuration'->>'entity_schema')`,
          )})`,
        ]),
    ...(sourceId === undefined ? [] : [someTrigger(Prisma.sql`t->'configuration'->>'source_id' = ${sourceId}`)]),
    ...(event === undefined ? [] : [someTrigger(Prisma.sql`t->'configuration'->>'event_name' = ${event}`)]),
    ...(workflow === undefined
      ? []
      : [
          Prisma.sql`exists (select from json_array_elements(f.definition->'actions') a where a->'config'->>'target_workflow' = ${workflow})`,
        ]),
  ];
  const found = Prisma.sql`from automation_flow f where ${Prisma.join(conditions, " and ")}`;
  const [[counted], page] = await Promise.all([
    db.$queryRaw<[{ total: number }]>`select count(*)::int as total ${found}`,
    db.$queryRaw<{ id: string }[]>`select f.id ${found} order by f.created_at desc, f.id desc limit ${size} offset ${from}`,
  ]);
  const flowIds = page.map(({ id }) => id);
  const [flows, runs] = await Promise.all([
    db.automationFlow.findMany({ where: { organizationId, id: { in: flowIds } }, orderBy: [{ createdAt: "desc" }, { id: "desc" }] }),
    countRuns({ db, organizationId, flowIds }),
  ]);
  return { total: counted.total, results: flows.map((flow) => serializeFlow({ flow, runs: runs.get(flow.id) ?? 0 })) };
}
