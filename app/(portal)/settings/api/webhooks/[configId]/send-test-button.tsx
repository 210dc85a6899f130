"use client";

import { Send } from "lucide-react";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { sendTestEventToAction } from "@/app/(portal)/settings/api/webhooks/actions";
import { GuardedButton } from "@/components/permission/guarded-button";
import type { WebhookStatus } from "@/domain/webhook/webhook-config";

const UNAVAILABLE: Record<WebhookStatus, string | null> = {
  active: null,
  inactive: "The webhook is disabled. Enable it first.",
  incomplete: "The webhook is incomplete. Give it an address and its credentials first.",
};

/** Sends a webhook the example of its event's type, and leads to what came of it. */
export function SendTestButton({ webhookId, status }: { webhookId: string; status: WebhookStatus }) {
  const router = useRouter();
  const [isSending, setIsSending] = useState(false);

  async function send(): Promise<void> {
    setIsSending(true);
    const result = await sendTestEventToAction(webhookId).catch(() => null);
    setIsSending(false);
    if (!result?.ok) {
      toast.error("The test event was not sent", { description: result?.error.message ?? "The server did not answer. Try again." });
      return;
    }
    const path = `/settings/api/webhooks/${webhookId}?event=${result.data.deliveryId}` as Route;
    toast.success("Test event sent", {
      description: "The event’s example went to this webhook only; its filter was not applied.",
      action: { label: "See it", onClick: () => router.push(path) },
    });
  }

  return (
    <GuardedButton scope="publish" unavailable={UNAVAILABLE[status]} isPending={isSending} onClick={send}>
      <Send aria-hidden />
      Send test event
    </GuardedButton>
  );
}
