"use client";

import { RadioGroup as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

/** Offers a handful of choices, all of them in sight; arrow keys move between them. */
export function Segmented<Value extends string>({
  value,
  onValueChange,
  options,
  label,
  className,
  isInvalid = false,
}: {
  value: Value;
  onValueChange: (value: Value) => void;
  options: readonly { value: Value; label: ReactNode; ariaLabel?: string }[];
  label: string;
  className?: string;
  /** True when the choice cannot stand; the reason is shown beneath. */
  isInvalid?: boolean;
}) {
  return (
    <Radix.Root
      value={value}
      onValueChange={(next) => onValueChange(next as Value)}
      aria-label={label}
      aria-invalid={isInvalid || undefined}
      orientation="horizontal"
      className={cn("inline-flex rounded-md bg-hover p-0.5 aria-invalid:ring-1 aria-invalid:ring-danger-solid", className)}
    >
      {options.map((option) => (
        <Radix.Item
          key={option.value}
          value={option.value}
          aria-label={option.ariaLabel}
          className="inline-flex h-7 flex-1 select-none items-center justify-center gap-1.5 whitespace-nowrap rounded-[5px] px-2.5 font-medium text-ink-muted text-xs transition-colors hover:text-ink data-[state=checked]:bg-selected data-[state=checked]:text-ink data-[state=checked]:shadow-[0_1px_2px_rgb(0_0_0/0.12)] max-md:h-9 [&_svg]:size-3.5"
        >
          {option.label}
        </Radix.Item>
      ))}
    </Radix.Root>
  );
}
