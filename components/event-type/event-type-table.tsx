import { EventTypeBadges } from "@/components/event-type/event-type-badges";
import { RowLink } from "@/components/ui/row-link";
import { type Column, Table } from "@/components/ui/table";
import type { EventTypeAnswer } from "@/domain/event/event-type-definition";

const COLUMNS: readonly Column<EventTypeAnswer>[] = [
  {
    name: "Event",
    isRowHeader: true,
    width: "w-[32%]",
    render: ({ name, label }) => (
      <>
        <RowLink href={`/events/catalogue/${encodeURIComponent(name)}`}>{label}</RowLink>
        <span className="block truncate font-mono text-2xs text-ink-subtle">{name}</span>
      </>
    ),
  },
  {
    name: "When it happens",
    cellClassName: "text-ink-muted max-md:text-xs",
    render: ({ description }) => <span className="line-clamp-2">{description}</span>,
  },
  { name: "Kind", width: "w-36", render: (type) => <EventTypeBadges type={type} /> },
  {
    name: "Listening",
    width: "w-30",
    cellClassName: "text-ink-muted text-xs",
    render: ({ webhooks }) => countOf(webhooks.length),
  },
];

/** Shows the event types; each row links to its type. */
export function EventTypeTable({ types }: { types: readonly EventTypeAnswer[] }) {
  return (
    <Table
      caption="Event types by their labels"
      columns={COLUMNS}
      rows={types}
      keyOf={({ name }) => name}
      rowClassName="max-md:grid-cols-1"
    />
  );
}

function countOf(webhooks: number): string {
  if (webhooks === 0) return "No webhook";
  return webhooks === 1 ? "1 webhook" : `${webhooks} webhooks`;
}
