"use client";

import { X } from "lucide-react";
import { useState } from "react";
import { cancelExecutionAction } from "@/app/(portal)/automations/executions/actions";
import { ConfirmDialog } from "@/components/form/confirm-dialog";
import { GuardedButton } from "@/components/permission/guarded-button";
import { isFinal } from "@/domain/automation/execution-status";
import type { NamedExecution } from "@/domain/automation/named-execution";

/** Shows the button that cancels an execution; nothing once that has ended. */
export function CancelExecution({ execution, onDone }: { execution: NamedExecution; onDone: () => Promise<void> }) {
  const [isAsking, setIsAsking] = useState(false);
  return (
    <>
      {!isFinal(execution.status) && (
        <GuardedButton scope="write" variant="danger-quiet" onClick={() => setIsAsking(true)}>
          <X aria-hidden />
          Cancel execution
        </GuardedButton>
      )}
      <ConfirmDialog
        about={isAsking ? execution : null}
        onClose={() => setIsAsking(false)}
        title={({ flow }) => <span className="line-clamp-4">Cancel this execution of “{flow.name}”?</span>}
        description={() =>
          "What it has not done is not done any more. What it has done stays, and a request that is under way is not called back. It can be run on later, from any of its actions."
        }
        confirmLabel="Cancel execution"
        cancelLabel="Let it run"
        action={async ({ id }) => {
          const result = await cancelExecutionAction(id);
          await onDone();
          return result;
        }}
      />
    </>
  );
}
