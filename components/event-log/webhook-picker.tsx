"use client";

import { Command } from "cmdk";
import { Check, ChevronDown } from "lucide-react";
import { useState } from "react";
import { cn } from "@/components/ui/cn";
import { controlStyle } from "@/components/ui/input";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { type NamedWebhook, rankWebhooks } from "@/components/webhook/match-webhooks";

/** The number of matches drawn at once. A reader with more webhooks types a part of the name. */
const SHOWN_MATCHES = 50;
const ALL = "All webhooks";

const itemStyle = "relative flex h-8 items-center rounded-md pr-8 pl-2 text-sm data-[selected=true]:bg-hover max-md:h-10";

export interface PickedWebhook extends NamedWebhook {
  isDeleted?: boolean | undefined;
}

const nameOf = ({ name, isDeleted }: PickedWebhook) => (isDeleted ? `${name} (deleted)` : name);

/**
 * Asks for one webhook of many, or for all of them. The chosen one may have been deleted so long ago that it is not listed; its id then
 * stands for it. `placeholder` is given where one must be chosen: it asks for the choice, and "all" is not offered.
 */
export function WebhookPicker({
  webhooks,
  value,
  onChange,
  placeholder,
  className,
}: {
  webhooks: readonly PickedWebhook[];
  value: string | null;
  onChange: (webhookId: string | null) => void;
  placeholder?: string;
  className?: string;
}) {
  const [isOpen, setIsOpen] = useState(false);
  const [search, setSearch] = useState("");
  const chosen = webhooks.find(({ id }) => id === value);
  const label = value === null ? (placeholder ?? ALL) : chosen ? nameOf(chosen) : `${value} (deleted)`;
  const matches = rankWebhooks(webhooks, search);
  const choose = (webhookId: string | null) => {
    onChange(webhookId);
    setIsOpen(false);
    setSearch("");
  };
  return (
    // Modal, so that the list can be scrolled where the picker stands in a dialog.
    <Popover modal open={isOpen} onOpenChange={setIsOpen}>
      <PopoverTrigger
        role="combobox"
        aria-label="Webhook"
        aria-expanded={isOpen}
        aria-haspopup="listbox"
        className={cn(controlStyle, "flex h-8 items-center justify-between gap-2 px-2.5 text-left text-sm max-md:h-10", className)}
      >
        <span className="truncate">{label}</span>
        <ChevronDown className="size-3.5 shrink-0 text-ink-subtle" aria-hidden />
      </PopoverTrigger>
      <PopoverContent className="w-72">
        <Command shouldFilter={false} loop label="Webhooks">
          <Command.Input
            value={search}
            onValueChange={setSearch}
            placeholder="Search webhooks"
            className="h-9 w-full border-b bg-transparent px-3 text-sm outline-none max-md:h-11 max-md:text-field"
          />
          <Command.List className="scrollbar-slim max-h-72 overflow-y-auto p-1">
            <Command.Empty className="px-3 py-6 text-center text-ink-muted">No webhook of that name.</Command.Empty>
            {placeholder === undefined && search.trim() === "" && (
              <Command.Item value="all" onSelect={() => choose(null)} className={itemStyle}>
                {ALL}
                {value === null && <Check aria-hidden className="absolute right-2 size-3.5 text-accent-ink" />}
              </Command.Item>
            )}
            {matches.slice(0, SHOWN_MATCHES).map((webhook) => (
              <Command.Item key={webhook.id} value={webhook.id} onSelect={() => choose(webhook.id)} className={itemStyle}>
                <span className="truncate">
                  {webhook.name}
                  {webhook.isDeleted && <span className="text-ink-muted"> (deleted)</span>}
                </span>
                {webhook.id === value && <Check aria-hidden className="absolute right-2 size-3.5 text-accent-ink" />}
              </Command.Item>
            ))}
          </Command.List>
          {matches.length > SHOWN_MATCHES && (
            <p className="border-t px-3 py-2 text-ink-muted text-xs">{matches.length - SHOWN_MATCHES} more: type a part of the name.</p>
          )}
        </Command>
      </PopoverContent>
    </Popover>
  );
}
