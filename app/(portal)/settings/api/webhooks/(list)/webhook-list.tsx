"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useState } from "react";
import { DeleteWebhookDialog } from "@/app/(portal)/settings/api/webhooks/delete-webhook-dialog";
import { EnabledSwitch } from "@/app/(portal)/settings/api/webhooks/enabled-switch";
import { Button } from "@/components/ui/button";
import { NothingFound, SearchInput } from "@/components/ui/search-input";
import type { ListedWebhook } from "@/components/webhook/listed-webhook";
import { matchWebhooks } from "@/components/webhook/match-webhooks";
import { WebhookTable } from "@/components/webhook/webhook-table";
import type { CallingFlow } from "@/domain/automation/calling-flow";
import type { WebhookActivity } from "@/domain/statistics/webhook-activity";

/** The number of rows that are added at once, since an organization may have thousands of webhooks. */
const STEP = 100;

/**
 * Shows the list of webhooks with its search, whose text is in the address. All webhooks are in the browser, so the list is
 * filtered while one types.
 */
export function WebhookList({
  webhooks,
  eventLabels,
  activity,
  callers,
}: {
  webhooks: readonly ListedWebhook[];
  eventLabels: Readonly<Record<string, string>>;
  activity: Readonly<Record<string, WebhookActivity>>;
  /** The automations that call webhooks. */
  callers: readonly CallingFlow[];
}) {
  const pathname = usePathname();
  const wanted = useSearchParams().get("q") ?? "";
  const [doomed, setDoomed] = useState<ListedWebhook | null>(null);
  const search = (text: string) => window.history.replaceState(null, "", text ? `${pathname}?q=${encodeURIComponent(text)}` : pathname);
  const [limit, setLimit] = useState(STEP);
  const callersOf = ({ id }: ListedWebhook) => callers.filter(({ webhookId }) => webhookId === id);
  const shown = matchWebhooks(webhooks, wanted, (webhook) => eventLabels[webhook.eventName] ?? "");
  return (
    <div className="grid min-w-0 gap-3">
      <div className="flex items-center gap-3">
        <SearchInput label="Search webhooks" placeholder="Search by name, event or address" value={wanted} onChange={search} />
        <p className="text-ink-subtle text-xs max-md:hidden" aria-live="polite">
          {shown.length === webhooks.length ? webhooks.length : `${shown.length} of ${webhooks.length}`}{" "}
          {webhooks.length === 1 ? "webhook" : "webhooks"}
        </p>
      </div>
      <WebhookTable
        webhooks={shown.slice(0, limit)}
        eventLabels={eventLabels}
        activity={activity}
        onDelete={setDoomed}
        renderSwitch={(webhook) => <EnabledSwitch webhook={webhook} callers={callersOf(webhook)} />}
        empty={<NothingFound onClear={() => search("")}>No webhook matches “{wanted}”.</NothingFound>}
      />
      {shown.length > limit && (
        <Button onClick={() => setLimit(limit + STEP)} className="justify-self-center">
          Show more ({shown.length - limit} left)
        </Button>
      )}
      <DeleteWebhookDialog webhook={doomed} callers={doomed ? callersOf(doomed) : []} onClose={() => setDoomed(null)} />
    </div>
  );
}
