"use client";

import { RotateCw } from "lucide-react";
import type { ReactNode } from "react";
import { publishedIdOf, shortOutcome, webhookNameOf } from "@/components/event-log/describe-outcome";
import { StatusBadge } from "@/components/event-log/status-badge";
import { cn } from "@/components/ui/cn";
import { RelativeTime } from "@/components/ui/relative-time";
import { RowLink } from "@/components/ui/row-link";
import { Table, TIME_CELL } from "@/components/ui/table";
import type { RowSelection } from "@/components/ui/table-selection";
import type { WebhookEvent } from "@/domain/delivery/webhook-event";

function Answer({ delivery }: { delivery: WebhookEvent }) {
  const outcome = shortOutcome(delivery);
  return (
    <span className="flex min-w-0 items-baseline gap-1.5">
      <span className={cn("truncate", outcome === null && "text-ink-subtle", delivery.http_response?.status_code && "tabular-nums")}>
        {outcome ?? "Waiting"}
      </span>
      {delivery.retry_attempt > 0 && (
        <span className="whitespace-nowrap text-ink-subtle text-xs">
          {delivery.retry_attempt} {delivery.retry_attempt === 1 ? "retry" : "retries"}
        </span>
      )}
    </span>
  );
}

/** Marks a replay. A replay has its original's id and payload, so only this mark tells the two apart. */
function ReplayMark() {
  return (
    <span role="img" aria-label="Replay" title="A replay of an earlier delivery" className="relative shrink-0 text-ink-subtle">
      <RotateCw aria-hidden className="size-3" />
    </span>
  );
}

function WebhookName({ delivery, isDeleted }: { delivery: WebhookEvent; isDeleted: boolean }) {
  return (
    <span className="flex min-w-0 gap-1">
      <span className="truncate">{webhookNameOf(delivery)}</span> {isDeleted && <span className="shrink-0 text-ink-subtle">(deleted)</span>}
    </span>
  );
}

/** Returns the reason why an event cannot be sent again; undefined when it can. */
function refusalOf(delivery: WebhookEvent, isDeleted: boolean): string | undefined {
  if (isDeleted) return "Its webhook was deleted, so it cannot be sent again.";
  if (delivery.status === "in_progress") return "It is being sent already.";
  return undefined;
}

/** Shows the log's pages, one after the other. Each row is a link to the event, which a plain click opens beside the list. */
export function EventTable({
  deliveries,
  showsWebhook,
  isStale,
  openedId,
  deletedWebhookIds,
  selection,
  hrefOf,
  onOpen,
  empty,
}: {
  /** Null while the events are loading. */
  deliveries: readonly WebhookEvent[] | null;
  showsWebhook: boolean;
  isStale: boolean;
  /** The id of the event that is open beside the list. */
  openedId: string | null;
  /** The ids of deleted webhooks, to which nothing can be sent again. */
  deletedWebhookIds: readonly string[];
  /** Null where rows cannot be selected. */
  selection: Pick<RowSelection<WebhookEvent>, "rows" | "onSelect"> | null;
  hrefOf: (eventId: string) => string;
  onOpen: (eventId: string) => void;
  empty: ReactNode;
}) {
  const isDeleted = (delivery: WebhookEvent) => deletedWebhookIds.includes(delivery.webhook_config_id);
  return (
    <Table
      caption="Events, the newest first"
      rows={deliveries}
      keyOf={(delivery) => delivery.event_id}
      lines={1}
      isStale={isStale}
      openedKey={openedId}
      selection={
        selection && {
          ...selection,
          labelOf: (delivery) => `Select ${delivery.event_name} ${publishedIdOf(delivery) ?? delivery.event_id}`,
          refusalOf: (delivery) => refusalOf(delivery, isDeleted(delivery)),
        }
      }
      empty={empty}
      columns={[
        {
          name: "Status",
          width: "w-32",
          cellClassName: "max-md:col-start-2 max-md:row-start-1",
          render: (delivery) => <StatusBadge status={delivery.status} />,
        },
        {
          name: "Event",
          isRowHeader: true,
          cellClassName: "max-md:col-start-1 max-md:row-start-1",
          render: (delivery) => (
            <>
              <span className="flex min-w-0 items-center gap-1.5">
                <RowLink href={hrefOf(delivery.event_id)} onOpen={() => onOpen(delivery.event_id)}>
                  {delivery.event_name}
                </RowLink>
                {delivery.replay_of && <ReplayMark />}
              </span>
              {showsWebhook && (
                <span className="text-ink-subtle text-xs xl:hidden">
                  <WebhookName delivery={delivery} isDeleted={isDeleted(delivery)} />
                </span>
              )}
              <span
                className={cn("block truncate font-mono text-2xs text-ink-subtle", showsWebhook && "max-xl:hidden")}
                title={delivery.event_id}
              >
                {publishedIdOf(delivery) ?? delivery.event_id}
              </span>
            </>
          ),
        },
        showsWebhook && {
          name: "Webhook",
          width: "w-[24%]",
          className: "max-xl:hidden",
          cellClassName: "text-ink-muted",
          render: (delivery) => (
            <span title={delivery.url}>
              <WebhookName delivery={delivery} isDeleted={isDeleted(delivery)} />
            </span>
          ),
        },
        {
          name: "Answer",
          width: "w-42",
          cellClassName: "text-ink-muted max-md:col-start-1 max-md:row-start-2 max-md:text-xs",
          render: (delivery) => <Answer delivery={delivery} />,
        },
        {
          name: "Published",
          width: "w-26",
          className: "text-right",
          cellClassName: cn(TIME_CELL, "max-md:col-start-2 max-md:row-start-2"),
          render: (delivery) => <RelativeTime iso={delivery.created_at} className="relative" />,
        },
      ]}
    />
  );
}
