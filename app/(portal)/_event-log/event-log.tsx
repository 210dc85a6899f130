"use client";

import { type InfiniteData, useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { usePathname, useSearchParams } from "next/navigation";
import { type ReactNode, useCallback, useState } from "react";
import { EventDrawer } from "@/app/(portal)/_event-log/event-drawer";
import { EventLogEmpty } from "@/app/(portal)/_event-log/event-log-empty";
import { eventLogKey, eventLogQuery } from "@/app/(portal)/_event-log/queries";
import { ReplayBar } from "@/app/(portal)/_event-log/replay-bar";
import type { ReplayTarget } from "@/app/(portal)/_event-log/replay-target";
import { QueryFault } from "@/app/(portal)/query-fault";
import { EventFilters } from "@/components/event-log/event-filters";
import { EMPTY_FILTER, type EventLogFilter, filterParams, isNarrowed, readFilter } from "@/components/event-log/event-log-filter";
import { EventTable } from "@/components/event-log/event-table";
import { Button } from "@/components/ui/button";
import type { EventList, WebhookEvent } from "@/domain/delivery/webhook-event";

/**
 * Returns the address of this log with a filter and an opened event. On a webhook's own page the query does not contain the
 * webhook's id.
 */
function addressOf(pathname: string, filter: EventLogFilter, eventId: string | null): string {
  const params = filterParams(filter);
  if (eventId) params.set("event", eventId);
  const query = params.toString();
  return query === "" ? pathname : `${pathname}?${query}`;
}

/**
 * Shows the event log of the organization, which can be filtered by `webhooks`, or of one webhook (`webhookId`). The address
 * holds its filter and the opened event. `whenEmpty` is the next step where nothing was ever published.
 */
export function EventLog({
  webhooks,
  deletedWebhooks,
  webhookId = null,
  keptDays,
  canReplay,
  whenEmpty,
}: {
  webhooks: readonly ReplayTarget[];
  /** The deleted webhooks. Their events stay readable, but nothing can be sent to them. */
  deletedWebhooks: readonly { id: string; name: string }[];
  webhookId?: string | null;
  /** The days after which an event is deleted. */
  keptDays: number;
  canReplay: boolean;
  whenEmpty: ReactNode;
}) {
  const pathname = usePathname();
  const params = useSearchParams();
  const shown = readFilter(params);
  const asked = webhookId ? { ...shown, webhookId } : shown;
  const [isLive, setIsLive] = useState(true);
  const [selected, setSelected] = useState<ReadonlyMap<string, WebhookEvent>>(new Map());
  // Rows must not move while the reader selects them.
  const query = useInfiniteQuery(eventLogQuery(asked, { isLive: isLive && selected.size === 0 }));
  const deliveries = query.data?.pages.flatMap((page) => page.data) ?? [];
  const openedId = params.get("event");
  const client = useQueryClient();
  const isFollowing = (query.data?.pages.length ?? 1) === 1;

  const onFilter = useCallback(
    (filter: EventLogFilter) => {
      setSelected(new Map());
      window.history.replaceState(null, "", addressOf(pathname, filter, openedId));
    },
    [pathname, openedId],
  );
  const open = (eventId: string | null, how: "push" | "replace") => {
    const address = addressOf(pathname, shown, eventId);
    if (how === "push") window.history.pushState(null, "", address);
    else window.history.replaceState(null, "", address);
  };

  const showNewestPage = () => {
    client.setQueryData<InfiniteData<EventList, unknown>>(eventLogKey(asked), (data) =>
      data ? { pages: data.pages.slice(0, 1), pageParams: data.pageParams.slice(0, 1) } : data,
    );
    query.refetch();
    window.scrollTo({ top: 0 });
  };

  return (
    <div className="grid min-w-0 gap-3">
      <EventFilters
        filter={shown}
        onFilter={onFilter}
        webhooks={webhookId ? undefined : [...webhooks, ...deletedWebhooks.map((deleted) => ({ ...deleted, isDeleted: true }))]}
        isLive={isLive && isFollowing && selected.size === 0}
        onLive={(live) => {
          setIsLive(live);
          if (live) {
            setSelected(new Map());
            showNewestPage();
          }
        }}
      />
      {deliveries.length > 0 && (
        <ReplayBar filter={asked} webhooks={webhooks} selected={[...selected.values()]} onClear={() => setSelected(new Map())} />
      )}
      {query.error && <QueryFault error={query.error} onRetry={() => query.refetch()} />}
      {(query.data || !query.error) && (
        <EventTable
          deliveries={query.data ? deliveries : null}
          showsWebhook={!webhookId}
          isStale={query.isPlaceholderData}
          openedId={openedId}
          deletedWebhookIds={deletedWebhooks.map(({ id }) => id)}
          selection={canReplay ? { rows: selected, onSelect: setSelected } : null}
          hrefOf={(eventId) => addressOf(pathname, shown, eventId)}
          onOpen={(eventId) => open(eventId, "push")}
          empty={
            <EventLogEmpty
              isNarrowed={isNarrowed(shown, { countsWebhook: !webhookId })}
              onClear={() => onFilter(EMPTY_FILTER)}
              whenEmpty={whenEmpty}
            />
          }
        />
      )}
      {query.data && !query.hasNextPage && deliveries.length > 0 && (
        <p className="text-center text-ink-subtle text-xs">Events older than {keptDays} days are deleted.</p>
      )}
      {query.hasNextPage && (
        <div className="flex items-center justify-center gap-3">
          <Button onClick={() => query.fetchNextPage()} isPending={query.isFetchingNextPage}>
            Load older
          </Button>
        </div>
      )}
      <EventDrawer
        eventId={openedId}
        siblingIds={deliveries.map((delivery) => delivery.event_id)}
        linkedWebhookIds={webhooks.map(({ id }) => id)}
        onOpen={(eventId) => open(eventId, "replace")}
      />
    </div>
  );
}
