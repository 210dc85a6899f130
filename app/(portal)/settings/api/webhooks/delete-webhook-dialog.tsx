"use client";

import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { deleteWebhookAction } from "@/app/(portal)/settings/api/webhooks/actions";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";

/** Asks before `webhook` is deleted, and deletes it; null asks nothing. `onDeleted` comes after the dialog has closed. */
export function DeleteWebhookDialog({
  webhook,
  onClose,
  onDeleted,
}: {
  webhook: { id: string; name: string; url?: string | undefined } | null;
  onClose: () => void;
  onDeleted?: () => void;
}) {
  const router = useRouter();
  const confirm = async () => {
    if (!webhook) return true;
    const result = await deleteWebhookAction(webhook.id);
    if (!result.ok) {
      toast.error("The webhook was not deleted", { description: result.error.message });
      return false;
    }
    toast.success(`Deleted “${webhook.name}”`);
    if (onDeleted) onDeleted();
    else router.refresh();
    return true;
  };
  return (
    <ConfirmDialog
      isOpen={webhook !== null}
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={`Delete “${webhook?.name ?? ""}”?`}
      description={
        <>
          {webhook?.url && <span className="mb-2 block break-all font-mono text-xs">{webhook.url}</span>}
          Nothing is sent to it any more, and deliveries that wait for it end as failed. Its events stay readable. This cannot be undone.
        </>
      }
      confirmLabel="Delete webhook"
      onConfirm={confirm}
    />
  );
}
