"use client";

import { useOptimistic, useTransition } from "react";
import { toast } from "sonner";
import { switchWebhookAction } from "@/app/(portal)/settings/api/webhooks/actions";
import { useAction } from "@/components/form/use-action";
import { GuardedSwitch } from "@/components/permission/guarded-switch";
import { changeScopeOf } from "@/domain/webhook/change-scope";

/** Shows a switch that enables or disables a webhook at once, and can undo it. */
export function EnabledSwitch({ webhook }: { webhook: { id: string; name: string; enabled: boolean; protected: boolean } }) {
  const [isOn, setIsOn] = useOptimistic(webhook.enabled);
  const { call } = useAction();
  const [isPending, startTransition] = useTransition();
  const change = (enabled: boolean) =>
    startTransition(async () => {
      setIsOn(enabled);
      const result = await call("The webhook was not switched", () => switchWebhookAction({ configId: webhook.id, enabled }));
      if (!result.ok) return;
      toast.success(`${webhook.name} is ${enabled ? "enabled" : "disabled"}`, {
        action: { label: "Undo", onClick: () => change(!enabled) },
      });
    });
  return (
    <GuardedSwitch
      scope={changeScopeOf(webhook)}
      checked={isOn}
      disabled={isPending}
      onCheckedChange={change}
      aria-label={`${webhook.name} enabled`}
      className="relative"
    />
  );
}
