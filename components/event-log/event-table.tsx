"use client";

import { RotateCw } from "lucide-react";
import type { MouseEvent, ReactNode } from "react";
import { publishedIdOf, shortOutcome, webhookNameOf } from "@/components/event-log/describe-outcome";
import { SelectAll, type Selection, SelectOne } from "@/components/event-log/select-events";
import { StatusBadge } from "@/components/event-log/status-badge";
import { cn } from "@/components/ui/cn";
import { RelativeTime } from "@/components/ui/relative-time";
import { Skeleton } from "@/components/ui/skeleton";
import type { WebhookEvent } from "@/domain/delivery/webhook-event";

const cell = "px-3 first:pl-4 last:pr-4 max-md:first:pl-3 max-md:last:pr-3";
const head = cn(cell, "h-9 text-left font-medium text-ink-subtle text-xs");

function Frame({
  showsWebhook,
  children,
  isBusy = false,
  selectAll,
}: {
  showsWebhook: boolean;
  children: ReactNode;
  isBusy?: boolean;
  /** The box that selects every row, where rows can be selected. */
  selectAll?: ReactNode;
}) {
  return (
    <table className="w-full table-fixed border-collapse" aria-busy={isBusy}>
      <caption className="sr-only">Events, the newest first</caption>
      <thead className="max-md:sr-only">
        <tr className="border-b">
          {selectAll && <td className="w-11 pl-4">{selectAll}</td>}
          <th scope="col" className={cn(head, "w-32")}>
            Status
          </th>
          <th scope="col" className={head}>
            Event
          </th>
          {showsWebhook && (
            <th scope="col" className={cn(head, "w-[24%] max-xl:hidden")}>
              Webhook
            </th>
          )}
          <th scope="col" className={cn(head, "w-42")}>
            Answer
          </th>
          <th scope="col" className={cn(head, "w-26 text-right")}>
            Published
          </th>
        </tr>
      </thead>
      <tbody className="divide-y">{children}</tbody>
    </table>
  );
}

function isPlainClick(event: MouseEvent): boolean {
  return event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
}

function Answer({ event }: { event: WebhookEvent }) {
  const outcome = shortOutcome(event);
  return (
    <span className="flex min-w-0 items-baseline gap-1.5">
      <span className={cn("truncate", outcome === null && "text-ink-subtle", event.http_response?.status_code && "tabular-nums")}>
        {outcome ?? "Waiting"}
      </span>
      {event.retry_attempt > 0 && (
        <span className="whitespace-nowrap text-ink-subtle text-xs">
          {event.retry_attempt} {event.retry_attempt === 1 ? "retry" : "retries"}
        </span>
      )}
    </span>
  );
}

/** A replay has its original's id and payload: only this tells the two apart. */
function ReplayMark() {
  return (
    <span role="img" aria-label="Replay" title="A replay of an earlier delivery" className="relative shrink-0 text-ink-subtle">
      <RotateCw aria-hidden className="size-3" />
    </span>
  );
}

function WebhookName({ event, isDeleted }: { event: WebhookEvent; isDeleted: boolean }) {
  return (
    <span className="flex min-w-0 gap-1">
      <span className="truncate">{webhookNameOf(event)}</span> {isDeleted && <span className="shrink-0 text-ink-subtle">(deleted)</span>}
    </span>
  );
}

/** One page after the other of the log. Each row is a link to the event, which a plain click opens beside the list. */
export function EventTable({
  events,
  showsWebhook,
  isBusy,
  openedId,
  deletedWebhookIds,
  selection,
  hrefOf,
  onOpen,
}: {
  events: readonly WebhookEvent[];
  showsWebhook: boolean;
  isBusy: boolean;
  /** The event that is open beside the list. */
  openedId: string | null;
  /** Nothing can be sent to these again. */
  deletedWebhookIds: readonly string[];
  /** Null where rows cannot be selected. */
  selection: Selection | null;
  hrefOf: (eventId: string) => string;
  onOpen: (eventId: string) => void;
}) {
  const isDeleted = (event: WebhookEvent) => deletedWebhookIds.includes(event.webhook_config_id);
  return (
    <Frame
      showsWebhook={showsWebhook}
      isBusy={isBusy}
      selectAll={selection && <SelectAll events={events} isDeleted={isDeleted} selection={selection} />}
    >
      {events.map((event) => (
        <tr
          key={event.event_id}
          data-selected={event.event_id === openedId || selection?.ids.has(event.event_id) || undefined}
          className={cn(
            "relative h-11 transition-colors focus-within:bg-hover hover:bg-hover data-selected:bg-accent-soft max-md:grid max-md:h-auto max-md:grid-cols-[1fr_auto] max-md:gap-x-3 max-md:gap-y-1 max-md:py-2.5",
            selection && "max-md:pl-10",
          )}
        >
          {selection && (
            <td className="z-10 w-11 pl-4 max-md:absolute max-md:top-2.5 max-md:left-3 max-md:w-auto max-md:pl-0 md:relative">
              <SelectOne event={event} isDeleted={isDeleted(event)} selection={selection} />
            </td>
          )}
          <td className={cn(cell, "max-md:col-start-2 max-md:row-start-1")}>
            <StatusBadge status={event.status} />
          </td>
          <td className={cn(cell, "max-md:col-start-1 max-md:row-start-1 max-md:min-w-0")}>
            <span className="flex min-w-0 items-center gap-1.5">
              <a
                href={hrefOf(event.event_id)}
                onClick={(click) => {
                  if (!isPlainClick(click)) return;
                  click.preventDefault();
                  onOpen(event.event_id);
                }}
                className="truncate font-medium outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:outline-accent focus-visible:after:-outline-offset-2"
              >
                {event.event_name}
              </a>
              {event.replay_of && <ReplayMark />}
            </span>
            {showsWebhook && (
              <span className="text-ink-subtle text-xs xl:hidden">
                <WebhookName event={event} isDeleted={isDeleted(event)} />
              </span>
            )}
            <span
              className={cn("block truncate font-mono text-2xs text-ink-subtle", showsWebhook && "max-xl:hidden")}
              title={event.event_id}
            >
              {publishedIdOf(event) ?? event.event_id}
            </span>
          </td>
          {showsWebhook && (
            <td className={cn(cell, "text-ink-muted max-xl:hidden")} title={event.url}>
              <WebhookName event={event} isDeleted={isDeleted(event)} />
            </td>
          )}
          <td className={cn(cell, "text-ink-muted max-md:col-start-1 max-md:row-start-2 max-md:min-w-0 max-md:text-xs")}>
            <Answer event={event} />
          </td>
          <td
            className={cn(cell, "whitespace-nowrap text-right text-ink-subtle text-xs tabular-nums max-md:col-start-2 max-md:row-start-2")}
          >
            <RelativeTime iso={event.created_at} className="relative" />
          </td>
        </tr>
      ))}
    </Frame>
  );
}

const SKELETON_ROWS = ["a", "b", "c", "d", "e", "f", "g", "h"];

export function EventTableSkeleton({ showsWebhook }: { showsWebhook: boolean }) {
  return (
    <Frame showsWebhook={showsWebhook} isBusy>
      {SKELETON_ROWS.map((row) => (
        <tr key={row} className="h-11">
          <td className={cell}>
            <Skeleton className="h-5 w-22 rounded-full" />
          </td>
          <td className={cell}>
            <Skeleton className="h-3.5 w-40 max-w-full" />
          </td>
          {showsWebhook && (
            <td className={cn(cell, "max-xl:hidden")}>
              <Skeleton className="h-3.5 w-28 max-w-full" />
            </td>
          )}
          <td className={cn(cell, "max-md:hidden")}>
            <Skeleton className="h-3.5 w-10" />
          </td>
          <td className={cn(cell, "max-md:hidden")}>
            <Skeleton className="ml-auto h-3.5 w-14" />
          </td>
        </tr>
      ))}
    </Frame>
  );
}
