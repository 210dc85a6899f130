"use client";

import { Command } from "cmdk";
import { ChevronDown } from "lucide-react";
import { useState } from "react";
import type { ControlProps } from "@/components/form/field";
import { cn } from "@/components/ui/cn";
import { controlStyle } from "@/components/ui/input";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";

/** A record that can be chosen. */
export interface PickedRecord {
  id: string;
  schema: string;
  title: string | null;
}

/** Asks for one record of many, by its words. `matches` are the records that the typed text finds; null while they are looked for. */
export function RecordPicker({
  chosen,
  search,
  matches,
  onSearch,
  onChoose,
  control,
}: {
  chosen: PickedRecord | null;
  search: string;
  matches: readonly PickedRecord[] | null;
  onSearch: (text: string) => void;
  onChoose: (record: PickedRecord) => void;
  control: ControlProps;
}) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    // Modal, so that the list can be scrolled where the picker stands in a dialog.
    <Popover modal open={isOpen} onOpenChange={setIsOpen}>
      <PopoverTrigger
        {...control}
        type="button"
        role="combobox"
        aria-expanded={isOpen}
        aria-haspopup="listbox"
        className={cn(controlStyle, "flex h-8 items-center justify-between gap-2 px-2.5 text-left text-sm max-md:h-10")}
      >
        <span className={cn("truncate", chosen === null && "text-ink-subtle")}>
          {chosen ? (chosen.title ?? chosen.id) : "Choose a record"}
        </span>
        <ChevronDown className="size-3.5 shrink-0 text-ink-subtle" aria-hidden />
      </PopoverTrigger>
      <PopoverContent aria-label="Records" className="w-(--radix-popover-trigger-width) min-w-64">
        <Command shouldFilter={false} loop label="Records">
          <Command.Input
            value={search}
            onValueChange={onSearch}
            placeholder="Search records"
            className="h-9 w-full border-b bg-transparent px-3 text-sm outline-none max-md:h-11 max-md:text-field"
          />
          <Command.List className="scrollbar-slim max-h-64 overflow-y-auto p-1">
            {matches?.length === 0 && (
              <Command.Empty className="px-3 py-6 text-center text-ink-muted">No record has these words.</Command.Empty>
            )}
            {(matches ?? []).map((record) => (
              <Command.Item
                key={record.id}
                value={record.id}
                onSelect={() => {
                  onChoose(record);
                  setIsOpen(false);
                }}
                className="flex h-8 items-center gap-2 rounded-md px-2 text-sm data-[selected=true]:bg-hover max-md:h-10"
              >
                <span className="min-w-0 flex-1 truncate">{record.title ?? "Without a title"}</span>
                <span className="shrink-0 text-ink-subtle text-xs">{record.schema}</span>
              </Command.Item>
            ))}
          </Command.List>
        </Command>
      </PopoverContent>
    </Popover>
  );
}
