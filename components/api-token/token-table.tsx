"use client";

import { SCOPE_WORDS } from "@/components/api-token/scope-words";
import { TokenStatusBadge } from "@/components/api-token/token-status";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { RelativeTime } from "@/components/ui/relative-time";
import { type Column, Table } from "@/components/ui/table";
import type { ApiTokenAnswer } from "@/domain/api-token/api-token";

const DETAIL_CELL = "text-ink-muted text-xs max-md:order-2 max-md:col-start-1 max-md:flex max-md:gap-2";

/** Shows a column's name in the row itself, because a phone shows no table head. */
function PhoneLabel({ children }: { children: string }) {
  return <span className="text-ink-subtle md:hidden">{children}</span>;
}

const COLUMNS: readonly Column<ApiTokenAnswer>[] = [
  {
    name: "Name",
    isRowHeader: true,
    width: "w-[24%]",
    render: ({ name, prefix, ratePerSecond }) => (
      <>
        <span className="block truncate font-medium" title={name}>
          {name}
        </span>
        <span className="block truncate text-ink-subtle text-xs">
          <code className="font-mono">{prefix}…</code> ·{" "}
          {ratePerSecond === null ? "no limit" : `${ratePerSecond.toLocaleString("en-US")}/s`}
        </span>
      </>
    ),
  },
  {
    name: "Scopes",
    cellClassName: "max-md:order-1 max-md:col-span-full",
    render: ({ scopes }) => (
      <span className="flex flex-wrap gap-1">
        {scopes.map((scope) => (
          <Badge key={scope} tone={scope === "admin" ? "accent" : "neutral"}>
            {SCOPE_WORDS[scope].label}
          </Badge>
        ))}
      </span>
    ),
  },
  {
    name: "Created",
    width: "w-[18%]",
    cellClassName: DETAIL_CELL,
    render: ({ createdAt, createdBy }) => (
      <>
        <PhoneLabel>Created</PhoneLabel>
        <RelativeTime iso={createdAt} />
        <span className="block truncate text-ink-subtle">
          {createdBy ? `by ${createdBy.name ?? "someone who left"}` : "at the first start"}
        </span>
      </>
    ),
  },
  {
    name: "Last used",
    width: "w-26",
    cellClassName: DETAIL_CELL,
    render: ({ lastUsedAt }) => (
      <>
        <PhoneLabel>Last used</PhoneLabel>
        {lastUsedAt ? <RelativeTime iso={lastUsedAt} /> : "Never"}
      </>
    ),
  },
  {
    name: "Expires",
    width: "w-26",
    cellClassName: DETAIL_CELL,
    render: ({ expiresAt }) => (
      <>
        <PhoneLabel>Expires</PhoneLabel>
        {expiresAt ? <Moment iso={expiresAt} /> : "Never"}
      </>
    ),
  },
  {
    name: "State",
    width: "w-22",
    cellClassName: "max-md:justify-self-end",
    render: ({ status }) => <TokenStatusBadge status={status} />,
  },
];

/** Shows the organization's API tokens in all their states. */
export function TokenTable({ tokens, onRevoke }: { tokens: readonly ApiTokenAnswer[]; onRevoke: (token: ApiTokenAnswer) => void }) {
  return (
    <Table
      caption="API tokens, the newest first"
      rows={tokens}
      keyOf={({ id }) => id}
      rowClassName="max-md:py-3"
      columns={[
        ...COLUMNS,
        {
          name: "Actions",
          isNameHidden: true,
          width: "w-23",
          cellClassName: "text-right max-md:col-start-2 max-md:row-span-2 max-md:row-start-4 max-md:self-end max-md:empty:hidden",
          render: (token) =>
            token.status === "active" && (
              <Button variant="danger-quiet" size="sm" aria-label={`Revoke ${token.name}`} onClick={() => onRevoke(token)}>
                Revoke
              </Button>
            ),
        },
      ]}
    />
  );
}

const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });

/** Shows the day on which a token expires. It is a date, because people plan ahead by date. */
function Moment({ iso }: { iso: string }) {
  return (
    <time dateTime={iso} title={iso} className="whitespace-nowrap tabular-nums">
      {day.format(new Date(iso))}
    </time>
  );
}
