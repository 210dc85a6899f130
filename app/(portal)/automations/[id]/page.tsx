import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { ExecutionList } from "@/app/(portal)/automations/[id]/execution-list";
import { FlowFrame } from "@/app/(portal)/automations/[id]/flow-frame";
import { readAutomation } from "@/app/(portal)/automations/[id]/read-automation";
import { RunOnRecord } from "@/app/(portal)/automations/[id]/run-on-record";
import { executionsKey } from "@/app/(portal)/automations/executions/queries";
import { readExecutionState } from "@/components/execution/read-execution-state";
import { startingSchemas } from "@/domain/automation/starting-schemas";
import { listExecutions } from "@/server/automation/list-executions";
import { getRetention } from "@/server/retention/get-retention";

export async function generateMetadata({ params }: PageProps<"/automations/[id]">): Promise<Metadata> {
  const { flow } = await readAutomation((await params).id);
  return { title: flow.flow_name };
}

export default async function AutomationPage({ params, searchParams }: PageProps<"/automations/[id]">) {
  const { ctx, flow } = await readAutomation((await params).id);
  const state = readExecutionState((await searchParams)["status"]);
  const [page, { deliveryDays }] = await Promise.all([
    listExecutions({ ctx, input: { flow_id: flow.id, ...(state && { state }) } }),
    getRetention({ ctx }),
  ]);
  const client = new QueryClient();
  client.setQueryData(executionsKey({ flowId: flow.id }, state), { pages: [page], pageParams: [null] });
  const run = <RunOnRecord flow={{ id: flow.id, name: flow.flow_name, isEnabled: flow.enabled }} schemas={startingSchemas(flow)} />;
  return (
    <FlowFrame ctx={ctx} flow={flow} run={run}>
      <HydrationBoundary state={dehydrate(client)}>
        <ExecutionList flowId={flow.id} keptDays={deliveryDays} />
      </HydrationBoundary>
    </FlowFrame>
  );
}
