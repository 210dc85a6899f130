"use client";

import { Check, ChevronDown } from "lucide-react";
import { Select as Radix } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { controlStyle } from "@/components/ui/input";

export interface SelectOption {
  value: string;
  label: ReactNode;
}

/** Offers a few choices in a select whose list is drawn like the rest of the portal. */
export function Select({
  value,
  onValueChange,
  options,
  className,
  contentClassName,
  ...props
}: Omit<ComponentProps<typeof Radix.Trigger>, "value" | "children"> & {
  value: string;
  onValueChange: (value: string) => void;
  options: readonly SelectOption[];
  contentClassName?: string;
}) {
  return (
    <Radix.Root value={value} onValueChange={onValueChange}>
      <Radix.Trigger
        className={cn(
          controlStyle,
          "flex h-8 items-center justify-between gap-2 px-2.5 text-left text-sm max-md:h-10 [&>span]:truncate",
          className,
        )}
        {...props}
      >
        {/* The label itself, so that the server shows it too: Radix would read it from the list, once that is there. */}
        <Radix.Value>{options.find((option) => option.value === value)?.label}</Radix.Value>
        <Radix.Icon asChild>
          <ChevronDown className="size-3.5 shrink-0 text-ink-subtle" aria-hidden />
        </Radix.Icon>
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          position="popper"
          sideOffset={4}
          collisionPadding={8}
          className={cn(
            "data-[state=open]:fade-in-0 data-[state=open]:zoom-in-97 z-50 max-h-(--radix-select-content-available-height) min-w-(--radix-select-trigger-width) animate-in overflow-hidden rounded-lg border bg-raised shadow-overlay duration-100",
            contentClassName,
          )}
        >
          <Radix.Viewport className="p-1">
            {options.map((option) => (
              <Radix.Item
                key={option.value}
                value={option.value}
                className="relative flex h-8 select-none items-center rounded-md pr-8 pl-2 text-sm outline-none data-highlighted:bg-hover max-md:h-10"
              >
                <Radix.ItemText>{option.label}</Radix.ItemText>
                <Radix.ItemIndicator className="absolute right-2">
                  <Check className="size-3.5 text-accent-ink" aria-hidden />
                </Radix.ItemIndicator>
              </Radix.Item>
            ))}
          </Radix.Viewport>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
