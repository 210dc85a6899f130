import type { Route } from "next";
import type { ReactNode } from "react";
import { shortOutcome } from "@/components/event-log/describe-outcome";
import { StatusBadge } from "@/components/event-log/status-badge";
import { cn } from "@/components/ui/cn";
import { Link } from "@/components/ui/link";
import { RelativeTime } from "@/components/ui/relative-time";
import { type Column, Table, TIME_CELL } from "@/components/ui/table";
import type { ReplayItem } from "@/domain/replay-job/replay-job";

const LINK = "block truncate rounded-sm font-mono text-2xs text-accent-ink underline-offset-2 hover:underline max-md:py-1.5";

function outcomeOf(item: ReplayItem): string {
  const { status_code, code } = item;
  const response = { ...(status_code === undefined ? {} : { status_code }), ...(code === undefined ? {} : { code }) };
  const skipped = item.skip_reason === undefined ? {} : { skip_reason: item.skip_reason };
  return shortOutcome({ status: item.status, http_response: response, ...skipped }) ?? "Waiting";
}

const eventLink = (eventId: string) => `/events?event=${encodeURIComponent(eventId)}` as Route;

const COLUMNS: readonly Column<ReplayItem>[] = [
  {
    name: "Status",
    width: "w-32",
    cellClassName: "max-md:col-start-2 max-md:row-start-1",
    render: ({ status }) => <StatusBadge status={status} />,
  },
  {
    name: "New delivery",
    isRowHeader: true,
    cellClassName: "max-md:col-start-1 max-md:row-start-1",
    render: (item) => (
      <>
        <span className="block truncate font-medium">{item.event_name}</span>
        <Link href={eventLink(item.event_id)} className={LINK}>
          {item.event_id}
        </Link>
      </>
    ),
  },
  {
    name: "Original",
    width: "w-[30%]",
    cellClassName: "max-md:col-start-1 max-md:row-start-2",
    render: (item) => (
      <Link href={eventLink(item.original_event_id)} className={LINK}>
        <span className="font-sans text-ink-subtle md:hidden">of </span>
        {item.original_event_id}
      </Link>
    ),
  },
  {
    name: "Answer",
    width: "w-32",
    cellClassName: "text-ink-muted max-md:col-start-1 max-md:row-start-3 max-md:text-xs",
    render: (item) => (
      <span className="block truncate" title={item.message}>
        {outcomeOf(item)}
      </span>
    ),
  },
  {
    name: "Replayed",
    width: "w-26",
    className: "text-right",
    cellClassName: cn(TIME_CELL, "max-md:col-start-2 max-md:row-start-3"),
    render: (item) => <RelativeTime iso={item.created_at} />,
  },
];

/** Shows what a job has sent again: the original, the new delivery, and the outcome of that. */
export function ReplayItemTable({ items, empty }: { items: readonly ReplayItem[] | null; empty: ReactNode }) {
  return (
    <Table
      caption="What the job has sent again, in the order in which it did"
      columns={COLUMNS}
      rows={items}
      keyOf={(item) => item.event_id}
      lines={1}
      empty={empty}
    />
  );
}
