"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { DeleteWebhookDialog } from "@/app/(portal)/settings/api/webhooks/delete-webhook-dialog";
import { GuardedButton } from "@/components/permission/guarded-button";
import type { CallingFlow } from "@/domain/automation/calling-flow";
import { changeScopeOf } from "@/domain/webhook/change-scope";

export function DeleteWebhookSection({
  webhook,
  callers,
}: {
  webhook: { id: string; name: string; url: string | undefined; protected: boolean };
  callers: readonly CallingFlow[];
}) {
  const router = useRouter();
  const [isAsking, setIsAsking] = useState(false);
  return (
    <section aria-labelledby="delete-title" className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 rounded-lg border p-4">
      <div className="min-w-0 flex-1 basis-64">
        <h2 id="delete-title" className="font-semibold text-sm">
          Delete this webhook
        </h2>
        <p className="text-ink-muted text-xs">Deliveries that wait for it end as failed. Its events stay readable on the Events page.</p>
      </div>
      <GuardedButton scope={changeScopeOf(webhook)} variant="danger-quiet" onClick={() => setIsAsking(true)}>
        Delete webhook
      </GuardedButton>
      <DeleteWebhookDialog
        webhook={isAsking ? webhook : null}
        callers={callers}
        onClose={() => setIsAsking(false)}
        onDeleted={() => router.push("/settings/api/webhooks")}
      />
    </section>
  );
}
