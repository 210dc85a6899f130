"use client";

import { Command } from "cmdk";
import { Check, ChevronDown, Search } from "lucide-react";
import { type Ref, useState } from "react";
import type { ControlProps } from "@/components/form/field";
import { rankMatches } from "@/components/search/rank-matches";
import { cn } from "@/components/ui/cn";
import { controlStyle } from "@/components/ui/input";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { describeFieldType } from "@/components/webhook/filter/filter-words";
import type { EventField } from "@/domain/event/event-fields";
import { parsePath } from "@/domain/filter/path-syntax";

const MAX_SHOWN = 100;

/** Asks for a field of the event: one that its schema or its latest events have, or any other path as it is typed. */
export function FieldPicker({
  fields,
  value,
  onPick,
  onBlur,
  control,
  prompt = "Choose a field",
  ref,
}: {
  fields: readonly EventField[];
  value: string;
  /** The words while nothing is chosen. */
  prompt?: string;
  /** Called with the path and with what is known of its field; null for a path that was typed. */
  onPick: (path: string, field: EventField | null) => void;
  onBlur: () => void;
  control: ControlProps & { "aria-label"?: string };
  ref?: Ref<HTMLButtonElement>;
}) {
  const [isOpen, setIsOpen] = useState(false);
  const [search, setSearch] = useState("");
  const typed = search.trim();
  const found = rankMatches(fields, typed, ({ path }) => ({ names: [path, parsePath(path).join(".")], texts: [] })).slice(0, MAX_SHOWN);
  const pick = (path: string, field: EventField | null) => {
    onPick(path, field);
    setIsOpen(false);
  };
  return (
    <Popover
      open={isOpen}
      onOpenChange={(open) => {
        setIsOpen(open);
        setSearch("");
        if (!open) onBlur();
      }}
    >
      <PopoverTrigger
        {...control}
        ref={ref}
        role="combobox"
        aria-expanded={isOpen}
        aria-haspopup="listbox"
        className={cn(controlStyle, "flex min-h-8 items-center justify-between gap-2 px-2.5 py-1 text-left text-sm max-md:min-h-10")}
      >
        {value === "" ? (
          <span className="text-ink-subtle">{prompt}</span>
        ) : (
          <span className="min-w-0 break-all font-mono text-xs">{value}</span>
        )}
        <ChevronDown className="size-3.5 shrink-0 text-ink-subtle" aria-hidden />
      </PopoverTrigger>
      <PopoverContent className="w-[min(30rem,calc(100vw-1rem))]">
        <Command loop label="Fields" shouldFilter={false} defaultValue={value}>
          <div className="flex items-center gap-2 border-b px-3">
            <Search className="size-3.5 shrink-0 text-ink-subtle" aria-hidden />
            <Command.Input
              value={search}
              onValueChange={setSearch}
              placeholder="Search fields, or type a path"
              className="h-9 w-full bg-transparent text-sm outline-none max-md:h-11 max-md:text-field"
            />
          </div>
          <Command.List className="scrollbar-slim max-h-72 overflow-y-auto p-1">
            <Command.Empty className="px-3 py-6 text-center text-ink-muted">Type the path of a field, such as entity.status.</Command.Empty>
            {found.map((field) => (
              <Command.Item
                key={field.path}
                value={field.path}
                onSelect={() => pick(field.path, field)}
                className="flex items-baseline gap-3 rounded-md px-2.5 py-1.5 data-[selected=true]:bg-hover"
              >
                <span className="min-w-0 flex-1 break-all font-mono text-xs">{field.path}</span>
                <span className="max-w-40 shrink-0 truncate text-2xs text-ink-subtle">{field.values.slice(0, 3).join(", ")}</span>
                <span className="shrink-0 text-2xs text-ink-muted">{describeFieldType(field)}</span>
                {field.path === value && <Check aria-hidden className="size-3.5 shrink-0 self-center text-accent-ink" />}
              </Command.Item>
            ))}
            {typed !== "" && !fields.some(({ path }) => path === typed) && (
              <Command.Item
                value={`path ${typed}`}
                onSelect={() => pick(typed, null)}
                className="rounded-md px-2.5 py-1.5 text-ink-muted text-xs data-[selected=true]:bg-hover"
              >
                Use the path <span className="break-all font-mono text-ink">{typed}</span>
              </Command.Item>
            )}
          </Command.List>
        </Command>
      </PopoverContent>
    </Popover>
  );
}
