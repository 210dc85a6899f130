"use client";

import { AlertDialog as Radix } from "radix-ui";
import { type ReactNode, useState } from "react";
import type { ActionError, ActionResult } from "@/components/form/action-result";
import { callAction } from "@/components/form/call-action";
import { FormFault } from "@/components/form/form-fault";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { SCRIM, WINDOW } from "@/components/ui/dialog";
import { useReturnFocus } from "@/components/ui/use-return-focus";

/**
 * Asks before something is destroyed. `about` is that thing, and the title names it; null asks nothing. The dialog stays open while
 * `action` runs, closes when that is done, and shows what went wrong.
 */
export function ConfirmDialog<Thing, Data>({ about, ...props }: ConfirmDialogProps<Thing, Data>) {
  // The thing that was asked about stays in sight while the window fades.
  const [shown, setShown] = useState(about);
  if (about !== null && about !== shown) setShown(about);
  return shown === null ? null : <Question {...props} thing={shown} isOpen={about !== null} />;
}

interface ConfirmDialogProps<Thing, Data> {
  about: Thing | null;
  title: (thing: Thing) => ReactNode;
  description: (thing: Thing) => ReactNode;
  confirmLabel: string;
  /** The label of the way out, where "Cancel" could be taken for the action that is asked about. */
  cancelLabel?: string;
  action: (thing: Thing) => Promise<ActionResult<Data>>;
  onDone?: (thing: Thing, data: Data) => unknown;
  onClose: () => void;
}

function Question<Thing, Data>({
  thing,
  isOpen,
  title,
  description,
  confirmLabel,
  cancelLabel = "Cancel",
  action,
  onDone,
  onClose,
}: Omit<ConfirmDialogProps<Thing, Data>, "about"> & { thing: Thing; isOpen: boolean }) {
  const [isPending, setIsPending] = useState(false);
  const [fault, setFault] = useState<ActionError | null>(null);
  const returnFocus = useReturnFocus();
  const close = () => {
    setFault(null);
    onClose();
  };
  const confirm = async () => {
    setIsPending(true);
    setFault(null);
    const result = await callAction(() => action(thing));
    if (result.ok) await onDone?.(thing, result.data);
    setIsPending(false);
    if (result.ok) close();
    else setFault(result.error);
  };
  return (
    <Radix.Root open={isOpen} onOpenChange={(open) => !open && !isPending && close()}>
      <Radix.Portal>
        <Radix.Overlay className={SCRIM} />
        <Radix.Content {...returnFocus} className={cn(WINDOW, "grid gap-5")}>
          <div className="grid gap-1">
            <Radix.Title className="break-words font-semibold text-base">{title(thing)}</Radix.Title>
            <Radix.Description asChild>
              <div className="text-ink-muted">{description(thing)}</div>
            </Radix.Description>
          </div>
          {fault && <FormFault error={fault} isTyped={false} />}
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
