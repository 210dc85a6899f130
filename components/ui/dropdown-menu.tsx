"use client";

import { DropdownMenu as Radix } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "@/components/ui/cn";

export const DropdownMenu = Radix.Root;
export const DropdownMenuTrigger = Radix.Trigger;

export function DropdownMenuContent({ className, sideOffset = 6, ...props }: ComponentProps<typeof Radix.Content>) {
  return (
    <Radix.Portal>
      <Radix.Content
        sideOffset={sideOffset}
        collisionPadding={8}
        className={cn(
          "data-[state=open]:fade-in-0 data-[state=open]:zoom-in-97 z-50 min-w-44 animate-in rounded-lg border bg-raised p-1 shadow-overlay duration-100",
          className,
        )}
        {...props}
      />
    </Radix.Portal>
  );
}

export function DropdownMenuItem({
  className,
  tone = "neutral",
  ...props
}: ComponentProps<typeof Radix.Item> & { tone?: "neutral" | "danger" }) {
  return (
    <Radix.Item
      className={cn(
        "flex h-8 select-none items-center gap-2 rounded-md px-2 text-sm outline-none data-disabled:pointer-events-none data-disabled:opacity-50 max-md:h-10 [&_svg]:size-4 [&_svg]:text-ink-subtle",
        tone === "danger" ? "text-danger-ink data-highlighted:bg-danger-soft [&_svg]:text-danger-ink" : "data-highlighted:bg-hover",
        className,
      )}
      {...props}
    />
  );
}

export function DropdownMenuSeparator() {
  return <Radix.Separator className="-mx-1 my-1 h-px bg-line" />;
}

export function DropdownMenuLabel({ className, ...props }: ComponentProps<typeof Radix.Label>) {
  return <Radix.Label className={cn("px-2 py-1.5 text-ink-subtle text-xs", className)} {...props} />;
}
