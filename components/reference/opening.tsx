"use client";

import { ChevronRight } from "lucide-react";
import { type ReactNode, useState } from "react";
import { cn } from "@/components/ui/cn";

/** Shows a part that is closed at first. It is drawn only once it is opened, because the page has thousands of them. */
export function Opening({ title, isAccented = false, children }: { title: string; isAccented?: boolean; children: () => ReactNode }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <details className="min-w-0" onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary
        className={cn(
          "inline-flex min-h-6 cursor-pointer list-none items-center gap-1 rounded text-xs [&::-webkit-details-marker]:hidden",
          isAccented ? "text-accent-ink hover:underline" : "text-ink-muted hover:text-ink",
        )}
      >
        <ChevronRight aria-hidden className="size-3.5 transition-transform [[open]>summary>&]:rotate-90" />
        {title}
      </summary>
      {isOpen && children()}
    </details>
  );
}
