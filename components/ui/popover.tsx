"use client";

import { Popover as Radix } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "@/components/ui/cn";

export const Popover = Radix.Root;
export const PopoverTrigger = Radix.Trigger;

export function PopoverContent({ className, sideOffset = 4, ...props }: ComponentProps<typeof Radix.Content>) {
  return (
    <Radix.Portal>
      <Radix.Content
        sideOffset={sideOffset}
        collisionPadding={8}
        align="start"
        className={cn(
          "data-[state=open]:fade-in-0 data-[state=open]:zoom-in-98 z-50 animate-in overflow-hidden rounded-lg border bg-raised shadow-overlay outline-none duration-100",
          className,
        )}
        {...props}
      />
    </Radix.Portal>
  );
}
