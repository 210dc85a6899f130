"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { Activity } from "lucide-react";
import type { Route } from "next";
import { useState } from "react";
import { EventDrawer } from "@/app/(portal)/_event-log/event-drawer";
import { eventLogQuery } from "@/app/(portal)/_event-log/queries";
import { deliveriesOf } from "@/app/(portal)/entities/[slug]/[id]/deliveries-of";
import { QueryFault } from "@/app/(portal)/query-fault";
import { filterParams } from "@/components/event-log/event-log-filter";
import { EventTable } from "@/components/event-log/event-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";

/** The deliveries that a record's page shows; the event log has all of them. */
const SHOWN = 8;

/** Shows the deliveries of what a record's changes have published, kept up to date, and the way to the event log. */
export function RecordDeliveries({
  id,
  slug,
  linkedWebhookIds,
  deletedWebhookIds,
}: {
  id: string;
  slug: string;
  linkedWebhookIds: readonly string[];
  deletedWebhookIds: readonly string[];
}) {
  const [openedId, setOpenedId] = useState<string | null>(null);
  const filter = deliveriesOf(id);
  const query = useInfiniteQuery(eventLogQuery(filter, { isLive: true }));
  const deliveries = (query.data?.pages ?? []).flatMap((page) => page.data).slice(0, SHOWN);
  const log = `/events?${filterParams(filter)}`;
  return (
    <section aria-label="Deliveries" className="grid min-w-0 gap-3">
      <div className="flex items-baseline justify-between gap-3">
        <h2 className="font-semibold text-sm">Deliveries</h2>
        {deliveries.length > 0 && (
          <Link href={log as Route} className="rounded-sm text-accent-ink text-xs hover:underline">
            See all in the event log
          </Link>
        )}
      </div>
      {query.error && <QueryFault error={query.error} onRetry={() => query.refetch()} />}
      {(query.data || !query.error) && (
        <EventTable
          deliveries={query.data ? deliveries : null}
          showsWebhook
          isStale={false}
          openedId={openedId}
          deletedWebhookIds={deletedWebhookIds}
          selection={null}
          hrefOf={(eventId) => `${log}&event=${eventId}`}
          onOpen={setOpenedId}
          empty={
            <EmptyState icon={Activity} title="No deliveries yet">
              Each change of this record publishes an event. What is sent to webhooks that listen to {slug}.created, {slug}.updated or{" "}
              {slug}.deleted appears here.
            </EmptyState>
          }
        />
      )}
      <EventDrawer
        eventId={openedId}
        siblingIds={deliveries.map((delivery) => delivery.event_id)}
        linkedWebhookIds={linkedWebhookIds}
        onOpen={setOpenedId}
      />
    </section>
  );
}
