"use client";

import { useQuery } from "@tanstack/react-query";
import { ChevronDown, ChevronUp } from "lucide-react";
import Link from "next/link";
import { deliveryQuery } from "@/app/(portal)/_event-log/queries";
import { ReplayButtons } from "@/app/(portal)/_event-log/replay-buttons";
import { QueryFault } from "@/app/(portal)/query-fault";
import { EventDetail, EventDetailSkeleton } from "@/components/event-log/event-detail";
import { Button } from "@/components/ui/button";
import { Dialog, SheetContent } from "@/components/ui/dialog";
import { Tooltip } from "@/components/ui/tooltip";

/** One event beside the list that it was opened from, with the way to its neighbours in that list. */
export function EventDrawer({
  eventId,
  siblingIds,
  linkedWebhookIds,
  onOpen,
}: {
  eventId: string | null;
  siblingIds: readonly string[];
  /** Webhooks that have a page: deleted ones have none. */
  linkedWebhookIds: readonly string[];
  onOpen: (eventId: string | null) => void;
}) {
  const index = eventId ? siblingIds.indexOf(eventId) : -1;
  const newerId = index > 0 ? siblingIds[index - 1] : undefined;
  const olderId = index >= 0 ? siblingIds[index + 1] : undefined;
  return (
    <Dialog open={eventId !== null} onOpenChange={(isOpen) => !isOpen && onOpen(null)}>
      <SheetContent
        title="Event"
        actions={
          <>
            <Step name="Newer event" icon={ChevronUp} targetId={newerId} onOpen={onOpen} />
            <Step name="Older event" icon={ChevronDown} targetId={olderId} onOpen={onOpen} />
          </>
        }
      >
        <div className="scrollbar-slim min-h-0 flex-1 overflow-y-auto">
          {eventId && <Detail key={eventId} eventId={eventId} linkedWebhookIds={linkedWebhookIds} onOpen={onOpen} />}
        </div>
      </SheetContent>
    </Dialog>
  );
}

function Step({
  name,
  icon: Icon,
  targetId,
  onOpen,
}: {
  name: string;
  icon: typeof ChevronUp;
  targetId: string | undefined;
  onOpen: (eventId: string) => void;
}) {
  return (
    <Tooltip text={name} side="bottom">
      <Button
        variant="ghost"
        size="icon-sm"
        aria-label={name}
        disabled={targetId === undefined}
        onClick={() => targetId !== undefined && onOpen(targetId)}
      >
        <Icon aria-hidden />
      </Button>
    </Tooltip>
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
  const { data: event, error, refetch } = useQuery(deliveryQuery(eventId));
  if (!event && error) {
    return (
      <div className="p-5">
        <QueryFault error={error} onRetry={() => refetch()} />
      </div>
    );
  }
  if (!event) return <EventDetailSkeleton />;
  return (
    <EventDetail
      event={event}
      onOpen={onOpen}
      actions={event.status !== "in_progress" && linkedWebhookIds.includes(event.webhook_config_id) && <ReplayButtons event={event} />}
      versionHref={
        linkedWebhookIds.includes(event.webhook_config_id)
          ? (version) => `/settings/api/webhooks/${event.webhook_config_id}/history?version=${version}#v${version}`
          : null
      }
      webhookLink={(name) =>
        linkedWebhookIds.includes(event.webhook_config_id) ? (
          <Link
            href={`/settings/api/webhooks/${event.webhook_config_id}`}
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
