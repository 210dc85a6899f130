"use client";

import { Command } from "cmdk";
import { Check, ChevronDown, Search } from "lucide-react";
import { useState } from "react";
import type { ControlProps } from "@/components/form/field";
import { rankMatches } from "@/components/search/rank-matches";
import { cn } from "@/components/ui/cn";
import { highlightJson } from "@/components/ui/highlight-json";
import { controlStyle } from "@/components/ui/input";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { type EventTypeOption, findEventType } from "@/components/webhook/event-type";

/** Asks for the event to subscribe to. Events are searched by label, name, alias and description, each with an example of what is sent. */
export function EventSelect({
  types,
  value,
  onChange,
  onBlur,
  control,
}: {
  types: readonly EventTypeOption[];
  value: string;
  onChange: (name: string) => void;
  onBlur: () => void;
  control: ControlProps;
}) {
  const [isOpen, setIsOpen] = useState(false);
  const [search, setSearch] = useState("");
  const [highlighted, setHighlighted] = useState("");
  const found = rankMatches(types, search, ({ name, label, description, aliases }) => ({
    names: [label, name, ...aliases],
    texts: [description],
  }));
  const chosen = findEventType(types, value);
  const shown = findEventType(types, highlighted) ?? chosen;
  return (
    <Popover
      open={isOpen}
      onOpenChange={(open) => {
        setIsOpen(open);
        setSearch("");
        if (open) setHighlighted(value);
        else onBlur();
      }}
    >
      <PopoverTrigger
        {...control}
        role="combobox"
        aria-expanded={isOpen}
        aria-haspopup="listbox"
        className={cn(controlStyle, "flex min-h-8 items-center justify-between gap-2 px-2.5 py-1 text-left text-sm max-md:min-h-10")}
      >
        {chosen ? (
          <span className="flex min-w-0 flex-wrap items-baseline gap-x-2">
            <span className="truncate font-medium">{chosen.label}</span>
            <span className="truncate font-mono text-ink-subtle text-xs">{value}</span>
          </span>
        ) : (
          <span className="text-ink-subtle">Choose an event</span>
        )}
        <ChevronDown className="size-3.5 shrink-0 text-ink-subtle" aria-hidden />
      </PopoverTrigger>
      <PopoverContent className="w-[min(44rem,calc(100vw-1rem))]">
        <Command
          value={highlighted}
          onValueChange={setHighlighted}
          shouldFilter={false}
          loop
          label="Events"
          className="grid md:grid-cols-[1fr_17rem]"
        >
          <div className="col-span-full flex items-center gap-2 border-b px-3">
            <Search className="size-3.5 shrink-0 text-ink-subtle" aria-hidden />
            <Command.Input
              value={search}
              onValueChange={setSearch}
              placeholder="Search events"
              className="h-9 w-full bg-transparent text-sm outline-none max-md:h-11 max-md:text-field"
            />
          </div>
          <Command.List className="scrollbar-slim max-h-80 overflow-y-auto p-1">
            <Command.Empty className="px-3 py-8 text-center text-ink-muted">No event of that name.</Command.Empty>
            {found.map((type) => (
              <Command.Item
                key={type.name}
                value={type.name}
                onSelect={() => {
                  onChange(type.name);
                  setIsOpen(false);
                }}
                className="relative grid gap-0.5 rounded-md py-2 pr-8 pl-2.5 data-[selected=true]:bg-hover"
              >
                <span className="flex flex-wrap items-baseline gap-x-2">
                  <span className="font-medium">{type.label}</span>
                  <span className="font-mono text-2xs text-ink-subtle">{type.name}</span>
                </span>
                <span className="text-ink-muted text-xs">{type.description}</span>
                {type.name === chosen?.name && <Check aria-hidden className="absolute top-2.5 right-2.5 size-3.5 text-accent-ink" />}
              </Command.Item>
            ))}
          </Command.List>
          <div className="min-w-0 border-l bg-sunken p-3 max-md:hidden">
            <div className="mb-1.5 font-medium text-ink-muted text-xs">Example</div>
            <Example type={shown} />
          </div>
        </Command>
      </PopoverContent>
    </Popover>
  );
}

function Example({ type }: { type: EventTypeOption | null }) {
  if (!type) return <p className="text-ink-subtle text-xs">Point at an event to see what it carries.</p>;
  if (type.example === null) return <p className="text-ink-subtle text-xs">This event has no example.</p>;
  let offset = 0;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (WCAG 2.1.1)
    <section tabIndex={0} aria-label="Example" className="scrollbar-slim max-h-70 overflow-auto">
      <pre className="font-mono text-2xs leading-4">
        {highlightJson(JSON.stringify(type.example, null, 2)).map(({ text, className }) => {
          offset += text.length;
          return (
            <span key={offset} className={className}>
              {text}
            </span>
          );
        })}
      </pre>
    </section>
  );
}
