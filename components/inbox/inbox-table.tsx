"use client";

import { Ellipsis, Pencil, Trash2 } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { describeScript } from "@/components/inbox/describe-script";
import { GuardedMenuItem, MenuRefusal } from "@/components/permission/guarded-menu";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { CopyButton } from "@/components/ui/copy-button";
import { DropdownMenu, DropdownMenuContent, DropdownMenuTrigger } from "@/components/ui/dropdown-menu";
import { RelativeTime } from "@/components/ui/relative-time";
import type { Inbox } from "@/domain/inbox/inbox";

const cell = "px-3 py-2 first:pl-4 max-md:px-3 max-md:py-0 max-md:first:pl-3";
const head = cn(cell, "h-9 py-0 text-left font-medium text-ink-subtle text-xs");

/** The organization's inboxes; each row leads to what the inbox has received. */
export function InboxTable({
  inboxes,
  onRename,
  onDelete,
}: {
  inboxes: readonly Inbox[];
  onRename: (inbox: Inbox) => void;
  onDelete: (inbox: Inbox) => void;
}) {
  return (
    <table className="w-full table-fixed border-collapse">
      <caption className="sr-only">Inboxes, the newest first</caption>
      <thead className="max-md:sr-only">
        <tr className="border-b">
          <th scope="col" className={cn(head, "w-[26%]")}>
            Name
          </th>
          <th scope="col" className={head}>
            Address
          </th>
          <th scope="col" className={cn(head, "w-24 text-right")}>
            Received
          </th>
          <th scope="col" className={cn(head, "w-28 text-right")}>
            Last request
          </th>
          <th scope="col" className={cn(head, "w-12")}>
            <span className="sr-only">Actions</span>
          </th>
        </tr>
      </thead>
      <tbody className="divide-y">
        {inboxes.map((inbox) => (
          <tr
            key={inbox.id}
            className="relative h-13 transition-colors focus-within:bg-hover hover:bg-hover max-md:grid max-md:h-auto max-md:grid-cols-[minmax(0,1fr)_auto_auto] max-md:items-center max-md:gap-y-0.5 max-md:py-2.5"
          >
            <th scope="row" className={cn(cell, "text-left font-normal max-md:col-start-1 max-md:row-start-1 max-md:min-w-0")}>
              <Link
                href={`/inboxes/${inbox.id}` as Route}
                className="block truncate font-medium outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:outline-accent focus-visible:after:-outline-offset-2"
              >
                {inbox.name}
              </Link>
              <span className="block truncate text-ink-subtle text-xs">{describeScript(inbox)}</span>
            </th>
            <td className={cn(cell, "max-md:col-span-full max-md:row-start-2 max-md:min-w-0")}>
              <span className="flex min-w-0 items-center gap-1">
                <span className="truncate font-mono text-ink-muted text-xs" title={inbox.url}>
                  {inbox.url}
                </span>
                <CopyButton text={inbox.url} label={`the address of ${inbox.name}`} className="relative" />
              </span>
            </td>
            <td
              className={cn(
                cell,
                "text-right text-ink-muted tabular-nums max-md:col-start-2 max-md:row-start-1 max-md:self-start max-md:pr-0 max-md:text-xs max-md:leading-5",
              )}
            >
              {inbox.received.toLocaleString("en-GB")}
              <span className="md:sr-only"> received</span>
            </td>
            <td className={cn(cell, "whitespace-nowrap text-right text-ink-subtle text-xs tabular-nums max-md:hidden")}>
              {inbox.lastRequestAt ? <RelativeTime iso={inbox.lastRequestAt} className="relative" /> : "None yet"}
            </td>
            <td className={cn(cell, "relative text-right max-md:col-start-3 max-md:row-start-1 max-md:pl-1")}>
              <RowMenu inbox={inbox} onRename={onRename} onDelete={onDelete} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function RowMenu({ inbox, onRename, onDelete }: { inbox: Inbox; onRename: (inbox: Inbox) => void; onDelete: (inbox: Inbox) => void }) {
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" size="icon-sm" aria-label={`Actions for ${inbox.name}`}>
          <Ellipsis aria-hidden />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        <GuardedMenuItem scope="write" onSelect={() => onRename(inbox)}>
          <Pencil aria-hidden />
          Rename
        </GuardedMenuItem>
        <GuardedMenuItem scope="write" tone="danger" onSelect={() => onDelete(inbox)}>
          <Trash2 aria-hidden />
          Delete
        </GuardedMenuItem>
        <MenuRefusal scope="write" />
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
