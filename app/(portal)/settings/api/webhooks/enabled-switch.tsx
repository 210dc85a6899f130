"use client";

import { useOptimistic, useState, useTransition } from "react";
import { toast } from "sonner";
import { switchWebhookAction } from "@/app/(portal)/settings/api/webhooks/actions";
import { ConfirmDialog } from "@/components/form/confirm-dialog";
import { useAction } from "@/components/form/use-action";
import { GuardedSwitch } from "@/components/permission/guarded-switch";
import { CallersWarning } from "@/components/webhook/calling-automations";
import type { CallingFlow } from "@/domain/automation/calling-flow";
import { changeScopeOf } from "@/domain/webhook/change-scope";

/**
 * Shows a switch that enables or disables a webhook at once, and can undo it. Before it disables one that enabled automations call
 * (`callers`), it asks.
 */
export function EnabledSwitch({
  webhook,
  callers,
}: {
  webhook: { id: string; name: string; enabled: boolean; protected: boolean };
  callers: readonly CallingFlow[];
}) {
  const [isOn, setIsOn] = useOptimistic(webhook.enabled);
  const [isAsking, setIsAsking] = useState(false);
  const { call } = useAction();
  const [isPending, startTransition] = useTransition();
  const send = (enabled: boolean) => switchWebhookAction({ configId: webhook.id, enabled });
  const tell = (enabled: boolean) =>
    toast.success(`${webhook.name} is ${enabled ? "enabled" : "disabled"}`, {
      action: { label: "Undo", onClick: () => change(!enabled) },
    });
  const change = (enabled: boolean) =>
    startTransition(async () => {
      setIsOn(enabled);
      const result = await call("The webhook was not switched", () => send(enabled));
      if (result.ok) tell(enabled);
    });
  const isCalled = callers.some(({ isEnabled }) => isEnabled);
  return (
    <>
      <GuardedSwitch
        scope={changeScopeOf(webhook)}
        checked={isOn}
        disabled={isPending}
        onCheckedChange={(enabled) => (enabled || !isCalled ? change(enabled) : setIsAsking(true))}
        aria-label={`${webhook.name} enabled`}
        className="relative"
      />
      <ConfirmDialog
        about={isAsking ? webhook : null}
        onClose={() => setIsAsking(false)}
        title={({ name }) => `Disable “${name}”?`}
        description={() => (
          <>
            Its events are recorded as skipped, and deliveries that wait for it end as failed.
            <CallersWarning callers={callers}>While it is disabled,</CallersWarning>
          </>
        )}
        confirmLabel="Disable webhook"
        action={() => send(false)}
        onDone={() => tell(false)}
      />
    </>
  );
}
