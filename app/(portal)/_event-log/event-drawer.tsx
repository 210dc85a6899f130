"use client";

import { useQuery } from "@tanstack/react-query";
import { deliveryQuery } from "@/app/(portal)/_event-log/queries";
import { ReplayButtons } from "@/app/(portal)/_event-log/replay-buttons";
import { QueryFault } from "@/app/(portal)/query-fault";
import { EventDetail, EventDetailSkeleton } from "@/components/event-log/event-detail";
import { Drawer } from "@/components/ui/drawer";
import { Link } from "@/components/ui/link";

/** Shows one event beside the list that it was opened from, with links to its neighbours in that list. */
export function EventDrawer({
  eventId,
  siblingIds,
  linkedWebhookIds,
  onOpen,
}: {
  eventId: string | null;
  siblingIds: readonly string[];
  /** The webhooks that have a page; deleted ones have none. */
  linkedWebhookIds: readonly string[];
  onOpen: (eventId: string | null) => void;
}) {
  return (
    <Drawer thing="Event" openedId={eventId} siblingIds={siblingIds} onOpen={onOpen}>
      {(openedId) => <Detail key={openedId} eventId={openedId} linkedWebhookIds={linkedWebhookIds} onOpen={onOpen} />}
    </Drawer>
  );
}

function Detail({
  eventId,
  linkedWebhookIds,
  onOpen,
}: {
  eventId: string;
  linkedWebhookIds: readonly string[];
  onOpen: (eventId: string) => void;
}) {
  const { data: delivery, error, refetch } = useQuery(deliveryQuery(eventId));
  if (!delivery && error) {
    return (
      <div className="p-5">
        <QueryFault error={error} onRetry={() => refetch()} />
      </div>
    );
  }
  if (!delivery) return <EventDetailSkeleton />;
  return (
    <EventDetail
      delivery={delivery}
      onOpen={onOpen}
      actions={
        delivery.status !== "in_progress" && linkedWebhookIds.includes(delivery.webhook_config_id) && <ReplayButtons delivery={delivery} />
      }
      versionHref={
        linkedWebhookIds.includes(delivery.webhook_config_id)
          ? (version) => `/settings/api/webhooks/${delivery.webhook_config_id}/history?version=${version}#v${version}`
          : null
      }
      webhookLink={(name) =>
        linkedWebhookIds.includes(delivery.webhook_config_id) ? (
          <Link
            href={`/settings/api/webhooks/${delivery.webhook_config_id}`}
            className="truncate rounded-sm text-accent-ink underline-offset-2 hover:underline"
          >
            {name}
          </Link>
        ) : (
          <span className="truncate">{name} (deleted)</span>
        )
      }
    />
  );
}
