"use client";

import { Command } from "cmdk";
import { Check, ChevronDown, Search } from "lucide-react";
import { useState } from "react";
import type { WebhookChoice } from "@/components/automation/automation-choices";
import type { ControlProps } from "@/components/form/field";
import { rankMatches } from "@/components/search/rank-matches";
import { cn } from "@/components/ui/cn";
import { controlStyle } from "@/components/ui/input";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";

const MAX_SHOWN = 50;

/** Asks for a webhook. Webhooks are searched by name and address, since an organization may have thousands. */
export function WebhookPicker({
  webhooks,
  value,
  onChange,
  control,
}: {
  webhooks: readonly WebhookChoice[];
  value: string;
  onChange: (id: string) => void;
  control: ControlProps;
}) {
  const [isOpen, setIsOpen] = useState(false);
  const [search, setSearch] = useState("");
  const found = rankMatches(webhooks, search, ({ id, name, url = "" }) => ({ names: [name], texts: [url, id] })).slice(0, MAX_SHOWN);
  const chosen = webhooks.find(({ id }) => id === value);
  return (
    <Popover
      open={isOpen}
      onOpenChange={(open) => {
        setIsOpen(open);
        setSearch("");
      }}
    >
      <PopoverTrigger
        {...control}
        role="combobox"
        aria-expanded={isOpen}
        aria-haspopup="listbox"
        className={cn(controlStyle, "flex min-h-8 items-center justify-between gap-2 px-2.5 py-1 text-left text-sm max-md:min-h-10")}
      >
        <Chosen webhook={chosen} id={value} />
        <ChevronDown className="size-3.5 shrink-0 text-ink-subtle" aria-hidden />
      </PopoverTrigger>
      <PopoverContent className="w-[min(30rem,calc(100vw-1rem))]">
        <Command loop label="Webhooks" shouldFilter={false} defaultValue={value}>
          <div className="flex items-center gap-2 border-b px-3">
            <Search className="size-3.5 shrink-0 text-ink-subtle" aria-hidden />
            <Command.Input
              value={search}
              onValueChange={setSearch}
              placeholder="Search webhooks"
              className="h-9 w-full bg-transparent text-sm outline-none max-md:h-11 max-md:text-field"
            />
          </div>
          <Command.List className="scrollbar-slim max-h-72 overflow-y-auto p-1">
            <Command.Empty className="px-3 py-6 text-center text-ink-muted">No webhook of that name.</Command.Empty>
            {found.map(({ id, name, url }) => (
              <Command.Item
                key={id}
                value={id}
                onSelect={() => {
                  onChange(id);
                  setIsOpen(false);
                }}
                className="flex items-center gap-3 rounded-md px-2.5 py-1.5 data-[selected=true]:bg-hover"
              >
                <span className="min-w-0 flex-1">
                  <span className="block truncate font-medium">{name}</span>
                  <span className="block truncate font-mono text-2xs text-ink-subtle">{url ?? "No address yet"}</span>
                </span>
                {id === value && <Check aria-hidden className="size-3.5 shrink-0 text-accent-ink" />}
              </Command.Item>
            ))}
          </Command.List>
        </Command>
      </PopoverContent>
    </Popover>
  );
}

function Chosen({ webhook, id }: { webhook: WebhookChoice | undefined; id: string }) {
  if (id === "") return <span className="text-ink-subtle">Choose a webhook</span>;
  if (!webhook) {
    return (
      <span className="flex min-w-0 items-baseline gap-2">
        <span className="shrink-0">A deleted webhook</span>
        <span className="truncate font-mono text-ink-subtle text-xs">{id}</span>
      </span>
    );
  }
  return (
    <span className="flex min-w-0 flex-wrap items-baseline gap-x-2">
      <span className="max-w-full truncate font-medium">{webhook.name}</span>
      <span className="max-w-full truncate font-mono text-ink-subtle text-xs">{webhook.url ?? "No address yet"}</span>
    </span>
  );
}
