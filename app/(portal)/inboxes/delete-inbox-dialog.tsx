"use client";

import { toast } from "sonner";
import { deleteInboxAction } from "@/app/(portal)/inboxes/actions";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import type { Inbox } from "@/domain/inbox/inbox";

/** Asks before `inbox` is deleted, and deletes it; null asks nothing. */
export function DeleteInboxDialog({
  inbox,
  onClose,
  onDeleted,
}: {
  inbox: Pick<Inbox, "id" | "name" | "kept"> | null;
  onClose: () => void;
  onDeleted: () => Promise<unknown> | undefined;
}) {
  const confirm = async () => {
    if (!inbox) return true;
    const result = await deleteInboxAction(inbox.id);
    if (!result.ok) {
      toast.error("The inbox was not deleted", { description: result.error.message });
      return false;
    }
    toast.success(`Deleted “${inbox.name}”`);
    await onDeleted();
    return true;
  };
  return (
    <ConfirmDialog
      isOpen={inbox !== null}
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={`Delete “${inbox?.name ?? ""}”?`}
      description={`${describeKept(inbox?.kept ?? 0)} Webhooks that still send to its address fail from now on, with 404. This cannot be undone.`}
      confirmLabel="Delete inbox"
      onConfirm={confirm}
    />
  );
}

function describeKept(kept: number): string {
  if (kept === 0) return "It holds no request.";
  return kept === 1 ? "The request that it holds goes with it." : `The ${kept} requests that it holds go with it.`;
}
