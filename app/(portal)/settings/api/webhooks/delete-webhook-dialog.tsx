"use client";

import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { deleteWebhookAction } from "@/app/(portal)/settings/api/webhooks/actions";
import { ConfirmDialog } from "@/components/form/confirm-dialog";
import { CallersWarning } from "@/components/webhook/calling-automations";
import type { CallingFlow } from "@/domain/automation/calling-flow";

/**
 * Asks before it deletes `webhook`; nothing is shown for null. `callers` are the automations that call it. `onDeleted` is called after the
 * dialog has closed.
 */
export function DeleteWebhookDialog({
  webhook,
  callers,
  onClose,
  onDeleted,
}: {
  webhook: { id: string; name: string; url?: string | undefined } | null;
  callers: readonly CallingFlow[];
  onClose: () => void;
  onDeleted?: () => void;
}) {
  const router = useRouter();
  return (
    <ConfirmDialog
      about={webhook}
      onClose={onClose}
      title={({ name }) => `Delete “${name}”?`}
      description={({ url }) => (
        <>
          {url && <span className="mb-2 block break-all font-mono text-xs">{url}</span>}
          Nothing is sent to it any more, and deliveries that wait for it end as failed. Its events stay readable. This cannot be undone.
          <CallersWarning callers={callers}>Once it is deleted,</CallersWarning>
        </>
      )}
      confirmLabel="Delete webhook"
      action={({ id }) => deleteWebhookAction(id)}
      onDone={({ name }) => {
        toast.success(`Deleted “${name}”`);
        if (onDeleted) onDeleted();
        else router.refresh();
      }}
    />
  );
}
