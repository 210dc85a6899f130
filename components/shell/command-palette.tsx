"use client";

import { Command } from "cmdk";
import { CircleDot, Plus, Search, Webhook } from "lucide-react";
import type { Route } from "next";
import { useTheme } from "next-themes";
import type { ReactNode } from "react";
import { useState } from "react";
import { rankMatches } from "@/components/search/rank-matches";
import { NAVIGATION } from "@/components/shell/navigation";
import { THEMES } from "@/components/shell/theme-toggle";
import { DialogWindow } from "@/components/ui/dialog";
import { type NamedWebhook, rankWebhooks } from "@/components/webhook/match-webhooks";
import { trimPasted } from "@/domain/trim-pasted";

/** The ids of deliveries, events and messages. A caller's own event id can be anything without spaces, so only Postern's are recognised. */
const EVENT_ID = /^(dlv|evt|msg)_[0-9A-Z]{26}$/i;

/** The most webhooks that are listed before a search. An organization may have thousands, and nobody reads through more than these. */
const SHOWN_AT_FIRST = 6;
const SHOWN_MATCHES = 30;

const PAGES = NAVIGATION.flatMap((group) => group.items);
const CREATE = [
  { label: "Create a webhook", href: "/settings/api/webhooks/new", icon: Plus },
  { label: "Create an automation", href: "/automations/new", icon: Plus },
] as const;

const itemStyle =
  "flex h-9 items-center gap-2.5 rounded-md px-2.5 text-sm data-[selected=true]:bg-hover max-md:h-11 [&>svg]:size-4 [&>svg]:shrink-0 [&>svg]:text-ink-subtle";

function Group({ heading, children }: { heading: string; children: ReactNode }) {
  return (
    <Command.Group
      heading={heading}
      className="mb-1 [&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:py-1.5 [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-ink-subtle [&_[cmdk-group-heading]]:text-xs"
    >
      {children}
    </Command.Group>
  );
}

/**
 * Shows the search that ⌘K opens. It finds any page, a webhook by its name or address, an event by its id or its `webhook-id`, and the
 * theme.
 */
export function CommandPalette({
  isOpen,
  onOpenChange,
  webhooks,
  canCreate,
  onGo,
}: {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  webhooks: readonly NamedWebhook[];
  canCreate: boolean;
  onGo: (href: Route) => void;
}) {
  const [search, setSearch] = useState("");
  const { setTheme } = useTheme();
  const run = (act: () => void) => () => {
    onOpenChange(false);
    setSearch("");
    act();
  };
  const wanted = trimPasted(search);
  const found = rankWebhooks(webhooks, wanted).slice(0, wanted === "" ? SHOWN_AT_FIRST : SHOWN_MATCHES);
  const places = rankMatches(canCreate ? [...PAGES, ...CREATE] : PAGES, wanted, ({ label }) => ({ names: [label], texts: ["page"] }));
  const themes = rankMatches(THEMES, wanted, ({ name }) => ({ names: [name], texts: ["theme"] }));
  return (
    <DialogWindow
      title="Search"
      description="Go to a page, a webhook or an event."
      isHeaderHidden
      isOpen={isOpen}
      onClose={() => onOpenChange(false)}
      className="top-[12vh] max-w-xl translate-y-0 overflow-hidden p-0"
    >
      <Command shouldFilter={false} loop label="Search">
        <div className="flex items-center gap-2.5 border-b px-4">
          <Search className="size-4 shrink-0 text-ink-subtle" aria-hidden />
          <Command.Input
            value={search}
            onValueChange={setSearch}
            placeholder="Search, or paste an event id or webhook-id"
            className="h-12 w-full bg-transparent text-base outline-none max-md:text-field"
          />
        </div>
        <Command.List className="scrollbar-slim max-h-[min(24rem,60vh)] overflow-y-auto p-1.5">
          <Command.Empty className="px-3 py-8 text-center text-ink-muted">Nothing is called “{wanted}”.</Command.Empty>
          {EVENT_ID.test(wanted) && (
            <Group heading="Event">
              <Command.Item
                value={wanted}
                className={itemStyle}
                onSelect={run(() => onGo(`/events?q=${encodeURIComponent(wanted)}` as Route))}
              >
                <CircleDot aria-hidden />
                <span className="truncate font-mono text-xs">{wanted}</span>
              </Command.Item>
            </Group>
          )}
          {places.length > 0 && (
            <Group heading="Go to">
              {places.map(({ label, href, icon: Icon }) => (
                <Command.Item key={href} value={`page ${label}`} className={itemStyle} onSelect={run(() => onGo(href))}>
                  <Icon aria-hidden />
                  {label}
                </Command.Item>
              ))}
            </Group>
          )}
          {found.length > 0 && (
            <Group heading="Webhooks">
              {found.map((webhook) => (
                <Command.Item
                  key={webhook.id}
                  value={`webhook ${webhook.id}`}
                  className={itemStyle}
                  onSelect={run(() => onGo(`/settings/api/webhooks/${webhook.id}` as Route))}
                >
                  <Webhook aria-hidden />
                  <span className="max-w-[75%] shrink-0 truncate">{webhook.name}</span>
                  <span className="truncate text-ink-subtle text-xs">{webhook.url}</span>
                </Command.Item>
              ))}
            </Group>
          )}
          {themes.length > 0 && (
            <Group heading="Theme">
              {themes.map(({ value, name, icon: Icon }) => (
                <Command.Item key={value} value={`theme ${name}`} className={itemStyle} onSelect={run(() => setTheme(value))}>
                  <Icon aria-hidden />
                  {name}
                </Command.Item>
              ))}
            </Group>
          )}
        </Command.List>
      </Command>
    </DialogWindow>
  );
}
