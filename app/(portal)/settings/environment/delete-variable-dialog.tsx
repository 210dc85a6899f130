"use client";

import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { deleteVariableAction } from "@/app/(portal)/settings/environment/actions";
import { ConfirmDialog } from "@/components/form/confirm-dialog";
import type { EnvironmentVariableAnswer } from "@/domain/environment/environment-variable";

/** Asks before it deletes `variable`, and names the webhooks that refer to it; nothing is shown for null. */
export function DeleteVariableDialog({ variable, onClose }: { variable: EnvironmentVariableAnswer | null; onClose: () => void }) {
  const router = useRouter();
  return (
    <ConfirmDialog
      about={variable}
      onClose={onClose}
      title={({ key }) => `Delete “${key}”?`}
      description={({ webhooks }) =>
        webhooks.length === 0 ? (
          "No webhook refers to it. This cannot be undone."
        ) : (
          <>
            {webhooks.length === 1 ? "This webhook refers" : "These webhooks refer"} to it. Once it is gone, deliveries fail, and
            expressions find nothing in its place:
            <ul className="mt-2 grid max-h-48 list-disc gap-0.5 overflow-y-auto pl-5 font-medium text-ink">
              {webhooks.map(({ id, name }) => (
                <li key={id} className="break-words">
                  {name}
                </li>
              ))}
            </ul>
          </>
        )
      }
      confirmLabel={variable?.webhooks.length ? "Delete it all the same" : "Delete variable"}
      action={({ key, webhooks }) => deleteVariableAction(key, webhooks.length > 0)}
      onDone={({ key }) => {
        toast.success(`Deleted ${key}`);
        router.refresh();
      }}
    />
  );
}
