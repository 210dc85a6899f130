import type { ReactNode } from "react";
import { describeFlow, type FlowNames } from "@/components/automation/describe-flow";
import { toDocument } from "@/components/automation/flow-document";
import { FlowSentence } from "@/components/automation/flow-sentence";
import { PageBody } from "@/components/shell/page-body";
import { Badge } from "@/components/ui/badge";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { RelativeTime } from "@/components/ui/relative-time";
import type { AutomationFlow } from "@/domain/automation/flow";

/**
 * Shows the common parts of an automation's page: its name, its sentence, its state, and at the end of its name what can be done with it
 * (`actions`).
 */
export function AutomationFrame({
  flow,
  names,
  actions,
  children,
}: {
  flow: AutomationFlow;
  names: FlowNames;
  actions: ReactNode;
  children: ReactNode;
}) {
  const document = toDocument(flow);
  return (
    <PageBody crumbs={[{ label: "Automations", href: "/automations" }, { label: flow.flow_name }]}>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
        <PageHeader
          title={
            <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
              {flow.flow_name}
              {!flow.enabled && <Badge>Disabled</Badge>}
              {document.protected && <Badge tone="accent">Protected</Badge>}
            </span>
          }
          description={<FlowSentence words={describeFlow(document, names)} />}
          actions={actions}
        />
        {flow.disable_details?.disabled_by === "system" && !flow.enabled && (
          <Notice tone="warning" className="max-w-3xl">
            It started more often than its limit allows, and was disabled <RelativeTime iso={flow.disable_details.disabled_at} />. Look at
            what starts it, then enable it again.
          </Notice>
        )}
      </div>
      {children}
    </PageBody>
  );
}
