"use client";

import { Search } from "lucide-react";
import { usePathname, useSearchParams } from "next/navigation";
import { MethodLabel } from "@/components/reference/method-label";
import { groupAnchor } from "@/components/reference/reference";
import { type IndexedGroup, searchOperations } from "@/components/reference/search-operations";
import { Input } from "@/components/ui/input";

/**
 * Shows the search, which stands in the address, and a list of its results, each a link to its place on the page. The server draws the
 * page; a style hides there what the search does not find.
 */
export function ReferenceIndex({ groups }: { groups: readonly IndexedGroup[] }) {
  const pathname = usePathname();
  const wanted = useSearchParams().get("q") ?? "";
  const search = (text: string) => window.history.replaceState(null, "", text ? `${pathname}?q=${encodeURIComponent(text)}` : pathname);
  const found = searchOperations(groups, wanted);
  const shown = new Set(found.flatMap(({ name, operations }) => [groupAnchor(name), ...operations.map(({ id }) => id)]));
  const hidden = groups
    .flatMap(({ name, operations }) => [groupAnchor(name), ...operations.map(({ id }) => id)])
    .filter((id) => !shown.has(id));
  const count = found.reduce((sum, { operations }) => sum + operations.length, 0);
  return (
    <div className="flex min-h-0 min-w-0 flex-col gap-4 lg:sticky lg:top-6 lg:max-h-[calc(100dvh-3rem)] lg:self-start">
      {hidden.length > 0 && <style>{`${hidden.map((id) => `#${id}`).join(",")}{display:none}`}</style>}
      <div className="relative">
        <Search aria-hidden className="pointer-events-none absolute top-1/2 left-2.5 size-3.5 -translate-y-1/2 text-ink-subtle" />
        <Input
          type="search"
          aria-label="Search operations"
          placeholder="Search operations"
          value={wanted}
          onChange={(change) => search(change.target.value)}
          className="pl-8"
        />
      </div>
      <p aria-live="polite" className={wanted ? "text-ink-subtle text-xs" : "sr-only"}>
        {count === 0 ? `No operation has “${wanted}”.` : `${count} ${count === 1 ? "operation" : "operations"}`}
      </p>
      <nav aria-label="Operations" className="scrollbar-slim min-h-0 overflow-y-auto max-lg:hidden">
        {found.map(({ name, operations }) => (
          <div key={name} className="mb-4">
            <a href={`#${groupAnchor(name)}`} className="block px-2 py-1 font-medium text-ink text-xs hover:underline">
              {name}
            </a>
            <ul>
              {operations.map(({ id, title, method, isDeprecated }) => (
                <li key={id}>
                  <a
                    href={`#${id}`}
                    title={title}
                    className="flex min-h-7 items-center gap-2 rounded-md px-2 text-ink-muted text-xs transition-colors hover:bg-hover hover:text-ink"
                  >
                    <span className={isDeprecated ? "min-w-0 flex-1 truncate line-through" : "min-w-0 flex-1 truncate"}>{title}</span>
                    <MethodLabel method={method} />
                  </a>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </nav>
    </div>
  );
}
