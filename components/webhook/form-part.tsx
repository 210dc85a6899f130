import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { Disclosure } from "@/components/webhook/disclosure";

/** A part of the form under its own title. */
export function Part({ title, isTitleShown = true, children }: { title: string; isTitleShown?: boolean; children: ReactNode }) {
  return (
    <section aria-label={title} className="grid gap-4 border-b pb-7">
      <h2 className={isTitleShown ? "font-semibold text-base" : "sr-only"}>{title}</h2>
      {children}
    </section>
  );
}

/** A part behind a line that says how it stands. */
export function FoldedPart({
  title,
  summary,
  isOpen,
  onOpenChange,
  children,
}: {
  title: string;
  summary: string;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  children: ReactNode;
}) {
  return (
    <section aria-label={title} className={cn("min-w-0 border-b", isOpen ? "pb-7" : "-mt-2 pb-5")}>
      <Disclosure title={title} summary={summary} isOpen={isOpen} onOpenChange={onOpenChange}>
        {children}
      </Disclosure>
    </section>
  );
}
