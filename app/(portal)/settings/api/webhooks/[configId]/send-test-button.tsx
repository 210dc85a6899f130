"use client";

import { Send } from "lucide-react";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { sendTestEventToAction } from "@/app/(portal)/settings/api/webhooks/actions";
import { useAction } from "@/components/form/use-action";
import { GuardedButton } from "@/components/permission/guarded-button";
import type { WebhookStatus } from "@/domain/webhook/webhook-config";

const UNAVAILABLE: Record<WebhookStatus, string | null> = {
  active: null,
  inactive: "The webhook is disabled. Enable it first.",
  incomplete: "The webhook is incomplete. Give it an address and its credentials first.",
};

/** Shows a button that sends a webhook the example of its event type, with a link to the delivery. */
export function SendTestButton({ webhookId, status }: { webhookId: string; status: WebhookStatus }) {
  const router = useRouter();
  const { call, isPending } = useAction();

  async function send(): Promise<void> {
    const result = await call("The test event was not sent", () => sendTestEventToAction(webhookId));
    if (!result.ok) return;
    const path = `/settings/api/webhooks/${webhookId}?event=${result.data.deliveryId}` as Route;
    toast.success("Test event sent", {
      description: "The event’s example went to this webhook only; its filter was not applied.",
      action: { label: "See it", onClick: () => router.push(path) },
    });
  }

  return (
    <GuardedButton scope="publish" unavailable={UNAVAILABLE[status]} isPending={isPending} onClick={send}>
      <Send aria-hidden />
      Send test event
    </GuardedButton>
  );
}
