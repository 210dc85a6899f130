"use client";

import type { ReactNode } from "react";
import { describeBodySize } from "@/components/inbox/describe-body-size";
import { SignatureBadge } from "@/components/inbox/signature-badge";
import { cn } from "@/components/ui/cn";
import { RelativeTime } from "@/components/ui/relative-time";
import { RowLink } from "@/components/ui/row-link";
import { Table, TIME_CELL } from "@/components/ui/table";
import type { InboxRequestSummary } from "@/domain/inbox/inbox-request";

/** Shows what an inbox has received. Each row is a link to the request, which a plain click opens beside the list. */
export function RequestTable({
  requests,
  openedId,
  webhookNameOf,
  hrefOf,
  onOpen,
  empty,
}: {
  requests: readonly InboxRequestSummary[];
  /** The id of the request that is open beside the list. */
  openedId: string | null;
  /** Gives null for a deleted webhook. */
  webhookNameOf: (webhookId: string) => string | null;
  hrefOf: (requestId: string) => string;
  onOpen: (requestId: string) => void;
  empty: ReactNode;
}) {
  return (
    <Table
      caption="Received requests, the newest first"
      rows={requests}
      keyOf={(request) => request.id}
      lines={1}
      rowClassName="max-md:items-center"
      openedKey={openedId}
      empty={empty}
      columns={[
        {
          name: "Request",
          isRowHeader: true,
          render: (request) => (
            <RowLink href={hrefOf(request.id)} onOpen={() => onOpen(request.id)} className="flex min-w-0 items-baseline gap-2 font-normal">
              <span className="font-mono font-semibold text-xs">{request.method}</span>
              <span className="truncate font-mono text-ink-subtle text-xs" title={request.query || undefined}>
                {request.query || `#${request.number}`}
              </span>
            </RowLink>
          ),
        },
        {
          name: "Signature",
          width: "w-32",
          cellClassName: "max-md:text-right",
          render: (request) => <SignatureBadge verdict={request.signature} />,
        },
        {
          name: "Webhook",
          width: "w-[26%]",
          cellClassName: "truncate text-ink-muted max-md:text-xs",
          render: ({ webhookId, answered }) => (
            <>
              {webhookId === null ? <span className="text-ink-subtle">Not known</span> : (webhookNameOf(webhookId) ?? "A deleted webhook")}
              <span className={cn("md:hidden", answered.status >= 300 && "text-danger-ink")}> · {answered.status}</span>
            </>
          ),
        },
        {
          name: "Answered",
          width: "w-28",
          cellClassName: "whitespace-nowrap tabular-nums max-md:hidden",
          render: ({ answered: { status, delaySeconds } }) => (
            <span className={status < 300 ? "text-ink-muted" : "text-danger-ink"}>
              {status}
              {delaySeconds > 0 && <span className="text-ink-subtle text-xs"> after {delaySeconds} s</span>}
            </span>
          ),
        },
        {
          name: "Body",
          width: "w-22",
          className: "text-right max-lg:hidden",
          cellClassName: TIME_CELL,
          render: describeBodySize,
        },
        {
          name: "Received",
          width: "w-26",
          className: "text-right",
          cellClassName: TIME_CELL,
          render: (request) => <RelativeTime iso={request.receivedAt} className="relative" />,
        },
      ]}
    />
  );
}
