"use client";

import { ChevronRight } from "lucide-react";
import { Collapsible } from "radix-ui";
import type { ReactNode } from "react";

/** Shows a part of the form that most people leave as it is. While closed, a line tells its state; once open, its fields do. */
export function Disclosure({
  title,
  summary,
  isOpen,
  onOpenChange,
  children,
}: {
  title: string;
  summary: ReactNode;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  children: ReactNode;
}) {
  return (
    <Collapsible.Root open={isOpen} onOpenChange={onOpenChange} className="min-w-0">
      <h2>
        <Collapsible.Trigger className="group -mx-2 flex w-[calc(100%+1rem)] items-start gap-2 rounded-md px-2 py-1.5 text-left transition-colors hover:bg-hover">
          <ChevronRight
            aria-hidden
            className="mt-1 size-3.5 shrink-0 text-ink-subtle transition-transform group-data-[state=open]:rotate-90"
          />
          <span className="grid min-w-0 gap-0.5">
            <span className="font-semibold text-base">{title}</span>
            {!isOpen && <span className="text-ink-muted text-xs">{summary}</span>}
          </span>
        </Collapsible.Trigger>
      </h2>
      <Collapsible.Content className="min-w-0 pt-4">{children}</Collapsible.Content>
    </Collapsible.Root>
  );
}
