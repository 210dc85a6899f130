"use client";

import { Search } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";

/** Takes the text that a list is searched for. */
export function SearchInput({
  label,
  placeholder,
  value,
  onChange,
}: {
  label: string;
  placeholder: string;
  value: string;
  onChange: (text: string) => void;
}) {
  return (
    <div className="relative w-72 max-md:w-full">
      <Search aria-hidden className="pointer-events-none absolute top-1/2 left-2.5 size-3.5 -translate-y-1/2 text-ink-subtle" />
      <Input
        type="search"
        aria-label={label}
        placeholder={placeholder}
        value={value}
        onChange={(change) => onChange(change.target.value)}
        className="pl-8"
      />
    </div>
  );
}

/** Shows, in place of the rows, that a search found none, and the way back. */
export function NothingFound({ onClear, children }: { onClear: () => void; children: ReactNode }) {
  return (
    <div className="flex flex-col items-center gap-3 py-12 text-ink-muted">
      <p>{children}</p>
      <Button size="sm" onClick={onClear}>
        Clear the search
      </Button>
    </div>
  );
}
