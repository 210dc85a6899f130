import type { Route } from "next";
import Link from "next/link";
import { shortOutcome } from "@/components/event-log/describe-outcome";
import { StatusBadge } from "@/components/event-log/status-badge";
import { cn } from "@/components/ui/cn";
import { RelativeTime } from "@/components/ui/relative-time";
import type { ReplayItem } from "@/domain/replay-job/replay-job";

const cell = "px-3 first:pl-4 last:pr-4 max-md:first:pl-3 max-md:last:pr-3";
const head = cn(cell, "h-9 text-left font-medium text-ink-subtle text-xs");
const link = "rounded-sm text-accent-ink underline-offset-2 hover:underline";

function outcomeOf(item: ReplayItem): string {
  const { status_code, code } = item;
  const response = { ...(status_code === undefined ? {} : { status_code }), ...(code === undefined ? {} : { code }) };
  const skipped = item.skip_reason === undefined ? {} : { skip_reason: item.skip_reason };
  return shortOutcome({ status: item.status, http_response: response, ...skipped }) ?? "Waiting";
}

const eventLink = (eventId: string) => `/events?event=${encodeURIComponent(eventId)}` as Route;

/** What a job sent again: the original, the new delivery, and what has become of that. */
export function ReplayItemTable({ items }: { items: readonly ReplayItem[] }) {
  return (
    <table className="w-full table-fixed border-collapse">
      <caption className="sr-only">What the job has sent again, in the order in which it did</caption>
      <thead className="max-md:sr-only">
        <tr className="border-b">
          <th scope="col" className={cn(head, "w-32")}>
            Status
          </th>
          <th scope="col" className={head}>
            New delivery
          </th>
          <th scope="col" className={cn(head, "w-[30%]")}>
            Original
          </th>
          <th scope="col" className={cn(head, "w-32")}>
            Answer
          </th>
          <th scope="col" className={cn(head, "w-26 text-right")}>
            Replayed
          </th>
        </tr>
      </thead>
      <tbody className="divide-y">
        {items.map((item) => (
          <tr
            key={item.event_id}
            className="h-11 max-md:grid max-md:h-auto max-md:grid-cols-[minmax(0,1fr)_auto] max-md:gap-x-3 max-md:gap-y-1 max-md:py-2.5"
          >
            <td className={cn(cell, "max-md:col-start-2 max-md:row-start-1")}>
              <StatusBadge status={item.status} />
            </td>
            <td className={cn(cell, "max-md:col-start-1 max-md:row-start-1 max-md:min-w-0")}>
              <span className="block truncate font-medium">{item.event_name}</span>
              <Link href={eventLink(item.event_id)} className={cn(link, "block truncate font-mono text-2xs max-md:py-1.5")}>
                {item.event_id}
              </Link>
            </td>
            <td className={cn(cell, "max-md:col-start-1 max-md:row-start-2 max-md:min-w-0")}>
              <Link href={eventLink(item.original_event_id)} className={cn(link, "block truncate font-mono text-2xs max-md:py-1.5")}>
                <span className="font-sans text-ink-subtle md:hidden">of </span>
                {item.original_event_id}
              </Link>
            </td>
            <td className={cn(cell, "truncate text-ink-muted max-md:col-start-1 max-md:row-start-3 max-md:text-xs")} title={item.message}>
              {outcomeOf(item)}
            </td>
            <td
              className={cn(
                cell,
                "whitespace-nowrap text-right text-ink-subtle text-xs tabular-nums max-md:col-start-2 max-md:row-start-3",
              )}
            >
              <RelativeTime iso={item.created_at} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
