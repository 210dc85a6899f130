"use client";

import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { deleteFlowAction } from "@/app/(portal)/automations/actions";
import { ConfirmDialog } from "@/components/form/confirm-dialog";

/** Asks before it deletes an automation; nothing is shown for null. `onDeleted` is called after the dialog has closed. */
export function DeleteAutomationDialog({
  flow,
  onClose,
  onDeleted,
}: {
  flow: { id: string; name: string } | null;
  onClose: () => void;
  onDeleted?: () => void;
}) {
  const router = useRouter();
  return (
    <ConfirmDialog
      about={flow}
      onClose={onClose}
      title={({ name }) => `Delete “${name}”?`}
      description={() => "Nothing starts it any more. Executions that are under way go on to their ends. This cannot be undone."}
      confirmLabel="Delete automation"
      action={({ id }) => deleteFlowAction(id)}
      onDone={({ name }) => {
        toast.success(`Deleted “${name}”`);
        if (onDeleted) onDeleted();
        else router.refresh();
      }}
    />
  );
}
