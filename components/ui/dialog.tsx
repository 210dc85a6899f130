"use client";

import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { useReturnFocus } from "@/components/ui/use-return-focus";

export const Dialog = Radix.Root;
export const DialogTrigger = Radix.Trigger;

/** The look of the layer that covers the page while something stands over it. */
export const SCRIM =
  "data-[state=open]:fade-in-0 data-[state=closed]:fade-out-0 fixed inset-0 z-50 bg-scrim duration-150 data-[state=closed]:animate-out data-[state=open]:animate-in";

/** The look of a window over the page. */
export const WINDOW =
  "data-[state=open]:fade-in-0 data-[state=open]:zoom-in-98 data-[state=closed]:fade-out-0 fixed top-1/2 left-1/2 z-50 max-h-[calc(100dvh-2rem)] w-[calc(100vw-2rem)] max-w-md -translate-x-1/2 -translate-y-1/2 overflow-y-auto rounded-xl border bg-raised p-5 shadow-overlay outline-none duration-150 data-[state=closed]:animate-out data-[state=open]:animate-in";

/** Opens a window over the page, with the title and the description that a screen reader announces. It stays while `isPending`. */
export function DialogWindow({
  title,
  description,
  isHeaderHidden = false,
  isOpen = true,
  isPending = false,
  onClose,
  children,
  className,
}: {
  title: ReactNode;
  description: ReactNode;
  /** True when title and description are announced, not shown. */
  isHeaderHidden?: boolean;
  /** False while a window that stays mounted is closed. */
  isOpen?: boolean;
  isPending?: boolean;
  onClose: () => void;
  children: ReactNode;
  className?: string;
}) {
  const returnFocus = useReturnFocus();
  return (
    <Radix.Root open={isOpen} onOpenChange={(open) => !open && !isPending && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className={SCRIM} />
        <Radix.Content {...returnFocus} className={cn(WINDOW, className)}>
          <div className={cn("mb-5 grid gap-1", isHeaderHidden && "sr-only")}>
            <Radix.Title className="break-words font-semibold text-base">{title}</Radix.Title>
            <Radix.Description className="text-ink-muted">{description}</Radix.Description>
          </div>
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** Shows a window's last row: the button that leaves it and, as `children`, the buttons that do its work. */
export function DialogButtons({
  onCancel,
  cancelLabel = "Cancel",
  isPending = false,
  children,
}: {
  onCancel: () => void;
  cancelLabel?: string;
  isPending?: boolean;
  children?: ReactNode;
}) {
  return (
    <div className="flex justify-end gap-2">
      <Button onClick={onCancel} disabled={isPending}>
        {cancelLabel}
      </Button>
      {children}
    </div>
  );
}

/** Shows a panel from an edge of the window: details on the right, navigation on the left. */
export function SheetContent({
  title,
  isTitleHidden = false,
  side = "right",
  actions,
  children,
  className,
}: {
  title: ReactNode;
  isTitleHidden?: boolean;
  side?: "left" | "right";
  actions?: ReactNode;
  children: ReactNode;
  className?: string;
}) {
  const { onOpenAutoFocus, onCloseAutoFocus } = useReturnFocus();
  return (
    <Radix.Portal>
      <Radix.Overlay className={SCRIM} />
      <Radix.Content
        aria-describedby={undefined}
        // The panel itself takes the focus: on its first button it would open that button's tooltip.
        tabIndex={-1}
        onCloseAutoFocus={onCloseAutoFocus}
        onOpenAutoFocus={(event) => {
          onOpenAutoFocus();
          event.preventDefault();
          if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus();
        }}
        className={cn(
          "fixed inset-y-0 z-50 flex flex-col bg-canvas shadow-overlay outline-none duration-200 ease-out data-[state=closed]:animate-out data-[state=open]:animate-in",
          side === "right"
            ? "data-[state=open]:slide-in-from-right data-[state=closed]:slide-out-to-right right-0 w-full max-w-2xl border-l"
            : "data-[state=open]:slide-in-from-left data-[state=closed]:slide-out-to-left left-0 w-72 max-w-[85vw] border-r",
          className,
        )}
      >
        <div className={cn("flex min-h-12 items-center gap-2 border-b px-4", isTitleHidden && "sr-only")}>
          <Radix.Title className="min-w-0 flex-1 truncate font-semibold text-sm">{title}</Radix.Title>
          {actions}
          <Radix.Close asChild>
            <Button variant="ghost" size="icon-sm" aria-label="Close">
              <X aria-hidden />
            </Button>
          </Radix.Close>
        </div>
        {children}
      </Radix.Content>
    </Radix.Portal>
  );
}
