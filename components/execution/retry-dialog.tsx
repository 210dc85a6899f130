"use client";

import { RadioGroup } from "radix-ui";
import { useState } from "react";
import type { ActionError, ActionResult } from "@/components/form/action-result";
import { callAction } from "@/components/form/call-action";
import { FormFault } from "@/components/form/form-fault";
import { Button } from "@/components/ui/button";
import { DialogButtons, DialogWindow } from "@/components/ui/dialog";
import type { ExecutionAction } from "@/domain/automation/execution";
import type { RetryStrategy } from "@/domain/automation/execution-status";

const CHOICES: readonly { value: RetryStrategy; label: string; words: string }[] = [
  {
    value: "RETRY_AND_RESUME",
    label: "This action, then go on",
    words: "Does this action, then those behind it that were not done, up to one that failed. What was done is not done again.",
  },
  { value: "RETRY_AND_STOP", label: "This action only", words: "Does this action and stops. Those behind it stay as they are." },
  {
    value: "RETRY_ALL_PARENT_CONDITION_ACTIONS",
    label: "All actions of its condition",
    words: "Judges the condition again, by the record as it is now. If it holds, does all of its actions again, those that were done too.",
  },
];

/** Asks how an execution is to be run on from an action, and does it. */
export function RetryDialog({
  action,
  title,
  onRetry,
  onClose,
}: {
  action: ExecutionAction;
  /** The action in words. */
  title: string;
  onRetry: (retry: { retry_strategy: RetryStrategy; condition_id: string | null }) => Promise<ActionResult<null>>;
  onClose: () => void;
}) {
  const [chosen, setChosen] = useState<RetryStrategy>("RETRY_AND_RESUME");
  const [isPending, setIsPending] = useState(false);
  const [fault, setFault] = useState<ActionError | null>(null);
  const conditionId = action.condition_id ?? null;
  const offered = CHOICES.filter(({ value }) => value !== "RETRY_ALL_PARENT_CONDITION_ACTIONS" || conditionId !== null);
  const run = async () => {
    setIsPending(true);
    setFault(null);
    const isOfCondition = chosen === "RETRY_ALL_PARENT_CONDITION_ACTIONS";
    const result = await callAction(() => onRetry({ retry_strategy: chosen, condition_id: isOfCondition ? conditionId : null }));
    setIsPending(false);
    if (result.ok) onClose();
    else setFault(result.error);
  };
  return (
    <DialogWindow
      title="Run again from here"
      description={<span className="line-clamp-3">{title}</span>}
      isPending={isPending}
      onClose={onClose}
    >
      <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
        {fault && <FormFault error={fault} isTyped={false} />}
        <RadioGroup.Root
          aria-label="What is done"
          value={chosen}
          onValueChange={(value) => setChosen(value as RetryStrategy)}
          className="grid gap-2"
        >
          {offered.map(({ value, label, words }) => (
            <RadioGroup.Item
              key={value}
              value={value}
              aria-label={label}
              aria-describedby={`retry-${value}`}
              className="group flex gap-3 rounded-lg border p-3 text-left transition-colors hover:bg-hover data-[state=checked]:border-accent data-[state=checked]:bg-accent-soft"
            >
              <span
                aria-hidden
                className="mt-0.5 flex size-4 shrink-0 items-center justify-center rounded-full border border-line-strong bg-canvas group-data-[state=checked]:border-accent"
              >
                <RadioGroup.Indicator className="size-2 rounded-full bg-accent" />
              </span>
              <span className="grid min-w-0 gap-0.5">
                <span className="font-medium">{label}</span>
                <span id={`retry-${value}`} className="text-ink-muted text-xs">
                  {words}
                </span>
              </span>
            </RadioGroup.Item>
          ))}
        </RadioGroup.Root>
        {action.type === "trigger-webhook" && (
          <p className="text-ink-muted text-xs">
            The endpoint is called under the same <span className="font-mono">webhook-id</span> as before, so that it can tell a repetition.
          </p>
        )}
        <DialogButtons onCancel={onClose} isPending={isPending}>
          <Button variant="primary" isPending={isPending} onClick={run}>
            Run
          </Button>
        </DialogButtons>
      </div>
    </DialogWindow>
  );
}
