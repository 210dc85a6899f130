"use client";

import { ChevronRight } from "lucide-react";
import { type ReactNode, useEffect, useState } from "react";

/**
 * Shows a line of the reference that opens to its content; content that is closed is not drawn. A link to its anchor opens it as well, from
 * this page or another.
 */
export function Unfolding({ id, head, children }: { id: string; head: ReactNode; children: () => ReactNode }) {
  const [isOpen, setIsOpen] = useState(false);
  useEffect(() => {
    const openIfNamed = () => {
      if (window.location.hash === `#${id}`) setIsOpen(true);
    };
    openIfNamed();
    window.addEventListener("hashchange", openIfNamed);
    return () => window.removeEventListener("hashchange", openIfNamed);
  }, [id]);
  return (
    <section id={id} aria-labelledby={`${id}-title`} className="min-w-0 scroll-mt-16 md:scroll-mt-4">
      <h3 id={`${id}-title`} className="flex">
        <button
          type="button"
          aria-expanded={isOpen}
          onClick={() => setIsOpen(!isOpen)}
          className="group/head flex min-h-11 min-w-0 flex-1 items-center gap-3 rounded-md px-4 py-2 text-left transition-colors hover:bg-hover"
        >
          <ChevronRight aria-hidden className="size-3.5 shrink-0 text-ink-subtle transition-transform group-aria-expanded/head:rotate-90" />
          {head}
        </button>
      </h3>
      {isOpen && children()}
    </section>
  );
}
