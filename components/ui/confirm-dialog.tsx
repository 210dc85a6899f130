"use client";

import { AlertDialog as Radix } from "radix-ui";
import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { useReturnFocus } from "@/components/ui/use-return-focus";

/**
 * Asks before something is destroyed; `title` names it. It stays open while `onConfirm` runs, and closes when that gives
 * true; on false the fault is shown by the caller and the question stands.
 */
export function ConfirmDialog({
  isOpen,
  onOpenChange,
  title,
  description,
  confirmLabel,
  cancelLabel = "Cancel",
  onConfirm,
}: {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  title: ReactNode;
  description: ReactNode;
  confirmLabel: string;
  /** The way out, where "Cancel" could be taken for what is asked about. */
  cancelLabel?: string;
  onConfirm: () => Promise<boolean>;
}) {
  const [isPending, setIsPending] = useState(false);
  const returnFocus = useReturnFocus();
  const confirm = async () => {
    setIsPending(true);
    const isDone = await onConfirm().catch(() => false);
    setIsPending(false);
    if (isDone) onOpenChange(false);
  };
  return (
    <Radix.Root open={isOpen} onOpenChange={(open) => !isPending && onOpenChange(open)}>
      <Radix.Portal>
        <Radix.Overlay className="data-[state=open]:fade-in-0 data-[state=closed]:fade-out-0 fixed inset-0 z-40 bg-scrim duration-150 data-[state=closed]:animate-out data-[state=open]:animate-in" />
        <Radix.Content
          {...returnFocus}
          className="data-[state=open]:fade-in-0 data-[state=open]:zoom-in-98 data-[state=closed]:fade-out-0 fixed top-1/2 left-1/2 z-50 grid w-[calc(100vw-2rem)] max-w-md -translate-x-1/2 -translate-y-1/2 gap-5 rounded-xl border bg-raised p-5 shadow-overlay outline-none duration-150 data-[state=closed]:animate-out data-[state=open]:animate-in"
        >
          <div className="grid gap-1.5">
            <Radix.Title className="break-words font-semibold text-base">{title}</Radix.Title>
            <Radix.Description asChild>
              <div className="text-ink-muted">{description}</div>
            </Radix.Description>
          </div>
          <div className="flex justify-end gap-2">
            <Radix.Cancel asChild>
              <Button disabled={isPending}>{cancelLabel}</Button>
            </Radix.Cancel>
            <Button variant="danger" isPending={isPending} onClick={confirm}>
              {confirmLabel}
            </Button>
          </div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
