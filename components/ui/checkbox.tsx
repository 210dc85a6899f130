"use client";

import { Check } from "lucide-react";
import { Checkbox as Radix } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "@/components/ui/cn";

export function Checkbox({ className, ...props }: ComponentProps<typeof Radix.Root>) {
  return (
    <Radix.Root
      className={cn(
        "flex size-4 shrink-0 items-center justify-center rounded-[5px] border border-line-strong bg-canvas transition-colors hover:border-ink-subtle disabled:cursor-not-allowed disabled:opacity-60 data-[state=checked]:border-accent data-[state=checked]:bg-accent",
        className,
      )}
      {...props}
    >
      <Radix.Indicator>
        <Check aria-hidden className="size-3 text-on-accent" strokeWidth={3} />
      </Radix.Indicator>
    </Radix.Root>
  );
}
