"use client";

import { toast } from "sonner";
import { deleteInboxAction } from "@/app/(portal)/inboxes/actions";
import { ConfirmDialog } from "@/components/form/confirm-dialog";
import type { Inbox } from "@/domain/inbox/inbox";

/** Asks before it deletes `inbox`; nothing is shown for null. */
export function DeleteInboxDialog({
  inbox,
  onClose,
  onDeleted,
}: {
  inbox: Pick<Inbox, "id" | "name" | "kept"> | null;
  onClose: () => void;
  onDeleted: () => Promise<unknown> | undefined;
}) {
  return (
    <ConfirmDialog
      about={inbox}
      onClose={onClose}
      title={({ name }) => `Delete “${name}”?`}
      description={({ kept }) =>
        `${describeKept(kept)} Webhooks that still send to its address fail from now on, with 404. This cannot be undone.`
      }
      confirmLabel="Delete inbox"
      action={({ id }) => deleteInboxAction(id)}
      onDone={({ name }) => {
        toast.success(`Deleted “${name}”`);
        return onDeleted();
      }}
    />
  );
}

function describeKept(kept: number): string {
  if (kept === 0) return "It holds no request.";
  return kept === 1 ? "The request that it holds goes with it." : `The ${kept} requests that it holds go with it.`;
}
