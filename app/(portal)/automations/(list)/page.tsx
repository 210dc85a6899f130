import { Plus, Workflow } from "lucide-react";
import type { Metadata } from "next";
import { AutomationList } from "@/app/(portal)/automations/(list)/automation-list";
import { readFlowNames } from "@/app/(portal)/automations/read-flow-names";
import { requirePageSession } from "@/app/session";
import { describeFlow } from "@/components/automation/describe-flow";
import { toDocument } from "@/components/automation/flow-document";
import { GuardedButton } from "@/components/permission/guarded-button";
import { PageBody } from "@/components/shell/page-body";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { TableFrame } from "@/components/ui/table";
import { listFlowActivity } from "@/server/automation-flow/list-flow-activity";
import { listFlows } from "@/server/automation-flow/list-flows";

export const metadata: Metadata = { title: "Automations" };

export default async function AutomationsPage() {
  const { ctx } = await requirePageSession();
  const [flows, activity, names] = await Promise.all([listFlows({ ctx }), listFlowActivity({ ctx }), readFlowNames({ ctx })]);
  const create = (
    <GuardedButton scope="write" href="/automations/new" variant="primary">
      <Plus aria-hidden />
      Create automation
    </GuardedButton>
  );
  return (
    <PageBody crumbs={[{ label: "Automations" }]}>
      <PageHeader
        title="Automations"
        description="Each one does something whenever something happens: it calls a webhook, makes a record, publishes an event."
        actions={flows.length > 0 && create}
      />
      {flows.length === 0 ? (
        <TableFrame>
          <EmptyState icon={Workflow} title="No automations yet" action={create}>
            An automation reads like a sentence: when an opportunity is updated, if it was won, then call your webhook and wait for its
            answer.
          </EmptyState>
        </TableFrame>
      ) : (
        <AutomationList
          automations={flows.map((flow) => ({
            id: flow.id,
            name: flow.flow_name,
            words: describeFlow(toDocument(flow), names),
            enabled: flow.enabled,
            isStopped: !flow.enabled && flow.disable_details?.disabled_by === "system",
            protected: flow["protected"] === true,
            runs: flow.runs,
            lastDay: activity[flow.id]?.lastDay ?? 0,
            last: activity[flow.id]?.last ?? null,
          }))}
        />
      )}
    </PageBody>
  );
}
