"use client";

import { Pencil, Trash2 } from "lucide-react";
import type { ReactNode } from "react";
import { describeScript } from "@/components/inbox/describe-script";
import { GuardedMenuItem } from "@/components/permission/guarded-menu";
import { RowMenu } from "@/components/permission/row-menu";
import { cn } from "@/components/ui/cn";
import { CopyButton } from "@/components/ui/copy-button";
import { RelativeTime } from "@/components/ui/relative-time";
import { RowLink } from "@/components/ui/row-link";
import { type Column, Table, TIME_CELL } from "@/components/ui/table";
import type { Inbox } from "@/domain/inbox/inbox";

const COLUMNS: readonly Column<Inbox>[] = [
  {
    name: "Name",
    isRowHeader: true,
    width: "w-[26%]",
    cellClassName: "max-md:col-start-1 max-md:row-start-1",
    render: (inbox) => (
      <>
        <RowLink href={`/inboxes/${inbox.id}`}>{inbox.name}</RowLink>
        <span className="block truncate text-ink-subtle text-xs">{describeScript(inbox)}</span>
      </>
    ),
  },
  {
    name: "Address",
    cellClassName: "max-md:col-span-full max-md:row-start-2",
    render: (inbox) => (
      <span className="flex min-w-0 items-center gap-1">
        <span className="truncate font-mono text-ink-muted text-xs" title={inbox.url}>
          {inbox.url}
        </span>
        <CopyButton text={inbox.url} label={`the address of ${inbox.name}`} className="relative" />
      </span>
    ),
  },
  {
    name: "Received",
    width: "w-24",
    className: "text-right",
    cellClassName:
      "text-ink-muted tabular-nums max-md:col-start-2 max-md:row-start-1 max-md:self-start max-md:pr-0 max-md:text-xs max-md:leading-5",
    render: (inbox) => (
      <>
        {inbox.received.toLocaleString("en-GB")}
        <span className="md:sr-only"> received</span>
      </>
    ),
  },
  {
    name: "Last request",
    width: "w-28",
    className: "text-right",
    cellClassName: cn(TIME_CELL, "max-md:hidden"),
    render: (inbox) => (inbox.lastRequestAt ? <RelativeTime iso={inbox.lastRequestAt} className="relative" /> : "None yet"),
  },
];

/** Shows the organization's inboxes; each row leads to what the inbox has received. */
export function InboxTable({
  inboxes,
  onRename,
  onDelete,
  empty,
}: {
  inboxes: readonly Inbox[];
  onRename: (inbox: Inbox) => void;
  onDelete: (inbox: Inbox) => void;
  empty: ReactNode;
}) {
  return (
    <Table
      caption="Inboxes, the newest first"
      rows={inboxes}
      keyOf={(inbox) => inbox.id}
      rowClassName="max-md:grid-cols-[minmax(0,1fr)_auto_auto] max-md:items-center max-md:gap-y-0.5"
      empty={empty}
      columns={[
        ...COLUMNS,
        {
          name: "Actions",
          isNameHidden: true,
          width: "w-14",
          cellClassName: "relative text-right max-md:col-start-3 max-md:row-start-1 max-md:pl-1",
          render: (inbox) => (
            <RowMenu name={inbox.name} scope="write">
              <GuardedMenuItem scope="write" onSelect={() => onRename(inbox)}>
                <Pencil aria-hidden />
                Rename
              </GuardedMenuItem>
              <GuardedMenuItem scope="write" tone="danger" onSelect={() => onDelete(inbox)}>
                <Trash2 aria-hidden />
                Delete
              </GuardedMenuItem>
            </RowMenu>
          ),
        },
      ]}
    />
  );
}
