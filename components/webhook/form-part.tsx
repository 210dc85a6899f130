import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { Disclosure } from "@/components/webhook/disclosure";

/** Shows a part of the form under its own title. */
export function Part({ title, isTitleShown = true, children }: { title: string; isTitleShown?: boolean; children: ReactNode }) {
  return (
    <section aria-label={title} className="grid gap-4 border-b pb-7">
      <h2 className={isTitleShown ? "font-semibold text-base" : "sr-only"}>{title}</h2>
      {children}
    </section>
  );
}

/** Shows a part that is folded into one line, which tells its state. */
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
