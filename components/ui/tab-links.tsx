"use client";

import type { Route } from "next";
import { usePathname } from "next/navigation";
import { cn } from "@/components/ui/cn";
import { Link } from "@/components/ui/link";

/** Shows tabs that are pages: each has its own address. */
export function TabLinks({ tabs, label }: { tabs: readonly { label: string; href: Route }[]; label: string }) {
  const pathname = usePathname();
  return (
    <nav aria-label={label} className="-mb-px flex gap-5 border-b">
      {tabs.map((tab) => {
        const isCurrent = pathname === tab.href;
        return (
          <Link
            key={tab.href}
            href={tab.href}
            aria-current={isCurrent ? "page" : undefined}
            className={cn(
              "-mb-px rounded-t-sm border-b-2 pt-1 pb-2 font-medium text-sm transition-colors",
              isCurrent ? "border-accent text-ink" : "border-transparent text-ink-muted hover:text-ink",
            )}
          >
            {tab.label}
          </Link>
        );
      })}
    </nav>
  );
}
