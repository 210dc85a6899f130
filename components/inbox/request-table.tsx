"use client";

import type { MouseEvent } from "react";
import { describeBodySize } from "@/components/inbox/describe-body-size";
import { SignatureBadge } from "@/components/inbox/signature-badge";
import { cn } from "@/components/ui/cn";
import { RelativeTime } from "@/components/ui/relative-time";
import type { InboxRequestSummary } from "@/domain/inbox/inbox-request";

const cell = "px-3 first:pl-4 last:pr-4 max-md:first:pl-3 max-md:last:pr-3";
const head = cn(cell, "h-9 text-left font-medium text-ink-subtle text-xs");

function isPlainClick(event: MouseEvent): boolean {
  return event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
}

/** What an inbox has received. Each row is a link to the request, which a plain click opens beside the list. */
export function RequestTable({
  requests,
  openedId,
  webhookNameOf,
  hrefOf,
  onOpen,
}: {
  requests: readonly InboxRequestSummary[];
  /** The request that is open beside the list. */
  openedId: string | null;
  /** Null for deleted webhooks. */
  webhookNameOf: (webhookId: string) => string | null;
  hrefOf: (requestId: string) => string;
  onOpen: (requestId: string) => void;
}) {
  return (
    <table className="w-full table-fixed border-collapse">
      <caption className="sr-only">Received requests, the newest first</caption>
      <thead className="max-md:sr-only">
        <tr className="border-b">
          <th scope="col" className={head}>
            Request
          </th>
          <th scope="col" className={cn(head, "w-32")}>
            Signature
          </th>
          <th scope="col" className={cn(head, "w-[26%]")}>
            Webhook
          </th>
          <th scope="col" className={cn(head, "w-28")}>
            Answered
          </th>
          <th scope="col" className={cn(head, "w-22 text-right max-lg:hidden")}>
            Body
          </th>
          <th scope="col" className={cn(head, "w-26 text-right")}>
            Received
          </th>
        </tr>
      </thead>
      <tbody className="divide-y">
        {requests.map((request) => (
          <tr
            key={request.id}
            data-selected={request.id === openedId || undefined}
            className="relative h-11 transition-colors focus-within:bg-hover hover:bg-hover data-selected:bg-accent-soft max-md:grid max-md:h-auto max-md:grid-cols-[minmax(0,1fr)_auto] max-md:items-center max-md:gap-x-3 max-md:gap-y-1 max-md:py-2.5"
          >
            <td className={cn(cell, "max-md:min-w-0")}>
              <a
                href={hrefOf(request.id)}
                onClick={(click) => {
                  if (!isPlainClick(click)) return;
                  click.preventDefault();
                  onOpen(request.id);
                }}
                className="flex min-w-0 items-baseline gap-2 outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:outline-accent focus-visible:after:-outline-offset-2"
              >
                <span className="font-mono font-semibold text-xs">{request.method}</span>
                <span className="truncate font-mono text-ink-subtle text-xs" title={request.query || undefined}>
                  {request.query || `#${request.number}`}
                </span>
              </a>
            </td>
            <td className={cn(cell, "max-md:text-right")}>
              <SignatureBadge verdict={request.signature} />
            </td>
            <td className={cn(cell, "truncate text-ink-muted max-md:min-w-0 max-md:text-xs")}>
              {request.webhookId === null ? (
                <span className="text-ink-subtle">Not known</span>
              ) : (
                (webhookNameOf(request.webhookId) ?? "A deleted webhook")
              )}
              <span className={cn("md:hidden", request.answered.status >= 300 && "text-danger-ink")}> · {request.answered.status}</span>
            </td>
            <td
              className={cn(
                cell,
                "whitespace-nowrap tabular-nums max-md:hidden",
                request.answered.status < 300 ? "text-ink-muted" : "text-danger-ink",
              )}
            >
              {request.answered.status}
              {request.answered.delaySeconds > 0 && (
                <span className="text-ink-subtle text-xs"> after {request.answered.delaySeconds} s</span>
              )}
            </td>
            <td className={cn(cell, "whitespace-nowrap text-right text-ink-subtle text-xs tabular-nums max-lg:hidden")}>
              {describeBodySize(request)}
            </td>
            <td className={cn(cell, "whitespace-nowrap text-right text-ink-subtle text-xs tabular-nums")}>
              <RelativeTime iso={request.receivedAt} className="relative" />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
