"use client";

import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { useReturnFocus } from "@/components/ui/use-return-focus";

export const Dialog = Radix.Root;
export const DialogTrigger = Radix.Trigger;
export const DialogTitle = Radix.Title;
export const DialogDescription = Radix.Description;

const scrim =
  "data-[state=open]:fade-in-0 data-[state=closed]:fade-out-0 fixed inset-0 z-40 bg-scrim duration-150 data-[state=closed]:animate-out data-[state=open]:animate-in";

/** A window over the page. It must hold a DialogTitle and a DialogDescription: they are what a screen reader announces. */
export function DialogWindow({
  isOpen,
  onOpenChange,
  children,
  className,
}: {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  children: ReactNode;
  className?: string;
}) {
  const returnFocus = useReturnFocus();
  return (
    <Radix.Root open={isOpen} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className={scrim} />
        <Radix.Content
          {...returnFocus}
          className={cn(
            "data-[state=open]:fade-in-0 data-[state=open]:zoom-in-98 data-[state=closed]:fade-out-0 fixed top-1/2 left-1/2 z-50 max-h-[calc(100dvh-2rem)] w-[calc(100vw-2rem)] max-w-md -translate-x-1/2 -translate-y-1/2 overflow-y-auto rounded-xl border bg-raised p-5 shadow-overlay outline-none duration-150 data-[state=closed]:animate-out data-[state=open]:animate-in",
            className,
          )}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** A panel from an edge of the window: details on the right, navigation on the left. */
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
      <Radix.Overlay className={scrim} />
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
