"use client";

import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { deleteVariableAction } from "@/app/(portal)/settings/environment/actions";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import type { EnvironmentVariableAnswer } from "@/domain/environment/environment-variable";

/** Asks before `variable` is deleted, naming the webhooks that refer to it; null asks nothing. */
export function DeleteVariableDialog({ variable, onClose }: { variable: EnvironmentVariableAnswer | null; onClose: () => void }) {
  const router = useRouter();
  const users = variable?.webhooks ?? [];
  const confirm = async () => {
    if (!variable) return true;
    const result = await deleteVariableAction(variable.key, users.length > 0);
    if (!result.ok) {
      toast.error("The variable was not deleted", { description: result.error.message });
      return false;
    }
    toast.success(`Deleted ${variable.key}`);
    router.refresh();
    return true;
  };
  return (
    <ConfirmDialog
      isOpen={variable !== null}
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={`Delete “${variable?.key ?? ""}”?`}
      description={
        users.length === 0 ? (
          "No webhook refers to it. This cannot be undone."
        ) : (
          <>
            {users.length === 1 ? "This webhook refers" : "These webhooks refer"} to it. Once it is gone, deliveries fail, and expressions
            find nothing in its place:
            <ul className="mt-2 grid max-h-48 list-disc gap-0.5 overflow-y-auto pl-5 font-medium text-ink">
              {users.map(({ id, name }) => (
                <li key={id} className="break-words">
                  {name}
                </li>
              ))}
            </ul>
          </>
        )
      }
      confirmLabel={users.length === 0 ? "Delete variable" : "Delete it all the same"}
      onConfirm={confirm}
    />
  );
}
