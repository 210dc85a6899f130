import type { Route } from "next";
import Link from "next/link";
import { EventTypeBadges } from "@/components/event-type/event-type-badges";
import { cn } from "@/components/ui/cn";
import type { EventTypeAnswer } from "@/domain/event/event-type-definition";

const cell = "px-3 first:pl-4 max-md:first:pl-3";
const head = cn(cell, "h-9 text-left font-medium text-ink-subtle text-xs");

/** The event types; each row leads to its type. */
export function EventTypeTable({ types }: { types: readonly EventTypeAnswer[] }) {
  return (
    <div className="min-w-0 rounded-lg border">
      <table className="w-full table-fixed border-collapse">
        <caption className="sr-only">Event types by their labels</caption>
        <thead className="max-md:sr-only">
          <tr className="border-b">
            <th scope="col" className={cn(head, "w-[32%]")}>
              Event
            </th>
            <th scope="col" className={head}>
              When it happens
            </th>
            <th scope="col" className={cn(head, "w-36")}>
              Kind
            </th>
            <th scope="col" className={cn(head, "w-30")}>
              Listening
            </th>
          </tr>
        </thead>
        <tbody className="divide-y">
          {types.map((type) => (
            <tr
              key={type.name}
              className="relative h-13 transition-colors focus-within:bg-hover hover:bg-hover max-md:grid max-md:h-auto max-md:gap-1 max-md:py-2.5"
            >
              <td className={cn(cell, "min-w-0")}>
                <Link
                  href={`/events/catalogue/${encodeURIComponent(type.name)}` as Route}
                  className="block truncate rounded-sm font-medium after:absolute after:inset-0"
                >
                  {type.label}
                </Link>
                <span className="block truncate font-mono text-2xs text-ink-subtle">{type.name}</span>
              </td>
              <td className={cn(cell, "text-ink-muted max-md:text-xs")}>
                <span className="line-clamp-2">{type.description}</span>
              </td>
              <td className={cell}>
                <EventTypeBadges type={type} />
              </td>
              <td className={cn(cell, "text-ink-muted text-xs")}>{countOf(type.webhooks.length)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function countOf(webhooks: number): string {
  if (webhooks === 0) return "No webhook";
  return webhooks === 1 ? "1 webhook" : `${webhooks} webhooks`;
}
