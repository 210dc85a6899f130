import type { ReactNode } from "react";
import { AutomationActions } from "@/app/(portal)/automations/[id]/automation-actions";
import { readFlowNames } from "@/app/(portal)/automations/read-flow-names";
import { AutomationFrame } from "@/components/automation/automation-frame";
import type { AutomationFlow } from "@/domain/automation/flow";
import type { Context } from "@/server/context";

/** Shows the frame of an automation's page with its data. `run` is the button that runs it by hand. */
export async function FlowFrame({
  ctx,
  flow,
  run,
  children,
}: {
  ctx: Context;
  flow: AutomationFlow;
  run?: ReactNode;
  children: ReactNode;
}) {
  const { id, flow_name: name, enabled } = flow;
  return (
    <AutomationFrame
      flow={flow}
      names={await readFlowNames({ ctx })}
      actions={
        <>
          <AutomationActions flow={{ id, name, enabled, protected: flow["protected"] === true }} />
          {run}
        </>
      }
    >
      {children}
    </AutomationFrame>
  );
}
