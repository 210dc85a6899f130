"use client";

import { Search } from "lucide-react";
import { usePathname, useSearchParams } from "next/navigation";
import { useState } from "react";
import { DeleteWebhookDialog } from "@/app/(portal)/settings/api/webhooks/delete-webhook-dialog";
import { EnabledSwitch } from "@/app/(portal)/settings/api/webhooks/enabled-switch";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import type { ListedWebhook } from "@/components/webhook/listed-webhook";
import { matchWebhooks } from "@/components/webhook/match-webhooks";
import { WebhookTable } from "@/components/webhook/webhook-table";
import type { WebhookActivity } from "@/domain/statistics/webhook-activity";

/** Rows that are drawn at once: an organization may have thousands of webhooks. */
const STEP = 100;

/** The list with its search, which stands in the address. All webhooks are here already, so it narrows as one types. */
export function WebhookList({
  webhooks,
  eventLabels,
  activity,
}: {
  webhooks: readonly ListedWebhook[];
  eventLabels: Readonly<Record<string, string>>;
  activity: Readonly<Record<string, WebhookActivity>>;
}) {
  const pathname = usePathname();
  const wanted = useSearchParams().get("q") ?? "";
  const [doomed, setDoomed] = useState<ListedWebhook | null>(null);
  const search = (text: string) => window.history.replaceState(null, "", text ? `${pathname}?q=${encodeURIComponent(text)}` : pathname);
  const [limit, setLimit] = useState(STEP);
  const shown = matchWebhooks(webhooks, wanted, (webhook) => eventLabels[webhook.eventName] ?? "");
  return (
    <div className="grid min-w-0 gap-3">
      <div className="flex items-center gap-3">
        <div className="relative w-72 max-md:w-full">
          <Search aria-hidden className="pointer-events-none absolute top-1/2 left-2.5 size-3.5 -translate-y-1/2 text-ink-subtle" />
          <Input
            type="search"
            aria-label="Search webhooks"
            placeholder="Search by name, event or address"
            value={wanted}
            onChange={(change) => search(change.target.value)}
            className="pl-8"
          />
        </div>
        <p className="text-ink-subtle text-xs max-md:hidden" aria-live="polite">
          {shown.length === webhooks.length ? webhooks.length : `${shown.length} of ${webhooks.length}`}{" "}
          {webhooks.length === 1 ? "webhook" : "webhooks"}
        </p>
      </div>
      <div className="min-w-0 rounded-lg border">
        {shown.length > 0 ? (
          <WebhookTable
            webhooks={shown.slice(0, limit)}
            eventLabels={eventLabels}
            activity={activity}
            onDelete={setDoomed}
            renderSwitch={(webhook) => <EnabledSwitch webhook={webhook} />}
          />
        ) : (
          <div className="flex flex-col items-center gap-3 py-12 text-ink-muted">
            No webhook matches “{wanted}”.
            <Button size="sm" onClick={() => search("")}>
              Clear the search
            </Button>
          </div>
        )}
      </div>
      {shown.length > limit && (
        <Button onClick={() => setLimit(limit + STEP)} className="justify-self-center">
          Show more ({shown.length - limit} left)
        </Button>
      )}
      <DeleteWebhookDialog webhook={doomed} onClose={() => setDoomed(null)} />
    </div>
  );
}
