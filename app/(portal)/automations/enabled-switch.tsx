"use client";

import { useOptimistic, useTransition } from "react";
import { toast } from "sonner";
import { switchFlowAction } from "@/app/(portal)/automations/actions";
import { useAction } from "@/components/form/use-action";
import { GuardedSwitch } from "@/components/permission/guarded-switch";
import { changeScopeOf } from "@/domain/webhook/change-scope";

/** Shows a switch that enables or disables an automation at once, and can undo it. */
export function EnabledSwitch({ flow }: { flow: { id: string; name: string; enabled: boolean; protected: boolean } }) {
  const [isOn, setIsOn] = useOptimistic(flow.enabled);
  const { call } = useAction();
  const [isPending, startTransition] = useTransition();
  const change = (enabled: boolean) =>
    startTransition(async () => {
      setIsOn(enabled);
      const result = await call("The automation was not switched", () => switchFlowAction({ flowId: flow.id, enabled }));
      if (!result.ok) return;
      toast.success(`${flow.name} is ${enabled ? "enabled" : "disabled"}`, {
        action: { label: "Undo", onClick: () => change(!enabled) },
      });
    });
  return (
    <GuardedSwitch
      scope={changeScopeOf(flow)}
      checked={isOn}
      disabled={isPending}
      onCheckedChange={change}
      aria-label={`${flow.name} enabled`}
      className="relative"
    />
  );
}
