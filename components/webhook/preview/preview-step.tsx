"use client";

import { ChevronRight } from "lucide-react";
import { Collapsible } from "radix-ui";
import type { ReactNode } from "react";

/** Shows a step on an event's way to the endpoint: a point on a line, its state and, after a click, its result. */
export function PreviewStep({
  title,
  aside,
  isOpenAtFirst = true,
  isLast = false,
  children,
}: {
  title: string;
  aside: ReactNode;
  isOpenAtFirst?: boolean;
  isLast?: boolean;
  children: ReactNode;
}) {
  return (
    <li className="relative min-w-0 pb-4 pl-5 last:pb-0">
      {!isLast && <span aria-hidden className="absolute top-4 bottom-0 left-[3.5px] border-l" />}
      <span aria-hidden className="absolute top-2.5 left-0 size-2 rounded-full border border-line-strong bg-canvas" />
      <Collapsible.Root defaultOpen={isOpenAtFirst} className="min-w-0">
        <h3>
          <Collapsible.Trigger className="group -ml-1 flex min-h-7 w-full items-center gap-1 rounded-md px-1 text-left hover:bg-hover max-md:min-h-9">
            <span className="font-medium text-sm">{title}</span>
            <ChevronRight aria-hidden className="size-3 shrink-0 text-ink-subtle transition-transform group-data-[state=open]:rotate-90" />
            <span className="ml-auto">{aside}</span>
          </Collapsible.Trigger>
        </h3>
        <Collapsible.Content className="min-w-0 pt-1">{children}</Collapsible.Content>
      </Collapsible.Root>
    </li>
  );
}
