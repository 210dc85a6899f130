"use client";

import { SCOPE_WORDS } from "@/components/api-token/scope-words";
import { TokenStatusBadge } from "@/components/api-token/token-status";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { RelativeTime } from "@/components/ui/relative-time";
import type { ApiTokenAnswer } from "@/domain/api-token/api-token";

const cell = "px-3 first:pl-4 max-md:first:pl-3";
const head = cn(cell, "h-9 text-left font-medium text-ink-subtle text-xs");
const detail = cn(cell, "text-ink-muted text-xs max-md:col-start-1 max-md:flex max-md:gap-2");
const phoneLabel = "text-ink-subtle md:hidden";

/** The organization's API tokens, whatever has become of them. */
export function TokenTable({ tokens, onRevoke }: { tokens: readonly ApiTokenAnswer[]; onRevoke: (token: ApiTokenAnswer) => void }) {
  return (
    <table className="w-full table-fixed border-collapse">
      <caption className="sr-only">API tokens, the newest first</caption>
      <thead className="max-md:sr-only">
        <tr className="border-b">
          <th scope="col" className={cn(head, "w-[24%]")}>
            Name
          </th>
          <th scope="col" className={head}>
            Scopes
          </th>
          <th scope="col" className={cn(head, "w-[18%]")}>
            Created
          </th>
          <th scope="col" className={cn(head, "w-26")}>
            Last used
          </th>
          <th scope="col" className={cn(head, "w-26")}>
            Expires
          </th>
          <th scope="col" className={cn(head, "w-22")}>
            State
          </th>
          <th scope="col" className={cn(head, "w-22")}>
            <span className="sr-only">Actions</span>
          </th>
        </tr>
      </thead>
      <tbody className="divide-y">
        {tokens.map((token) => (
          <TokenRow key={token.id} token={token} onRevoke={onRevoke} />
        ))}
      </tbody>
    </table>
  );
}

function TokenRow({ token, onRevoke }: { token: ApiTokenAnswer; onRevoke: (token: ApiTokenAnswer) => void }) {
  const { name, prefix, scopes, ratePerSecond, createdAt, createdBy, lastUsedAt, expiresAt, status } = token;
  const rate = ratePerSecond === null ? "no limit" : `${ratePerSecond.toLocaleString("en-US")}/s`;
  return (
    <tr className="h-14 transition-colors hover:bg-hover max-md:grid max-md:h-auto max-md:grid-cols-[minmax(0,1fr)_auto] max-md:items-start max-md:gap-y-1 max-md:py-3">
      <th scope="row" className={cn(cell, "text-left font-normal max-md:min-w-0")}>
        <span className="block truncate font-medium" title={name}>
          {name}
        </span>
        <span className="block truncate text-ink-subtle text-xs">
          <code className="font-mono">{prefix}…</code> · {rate}
        </span>
      </th>
      <td className={cn(cell, "max-md:order-1 max-md:col-span-full")}>
        <span className="flex flex-wrap gap-1">
          {scopes.map((scope) => (
            <Badge key={scope} tone={scope === "admin" ? "accent" : "neutral"}>
              {SCOPE_WORDS[scope].label}
            </Badge>
          ))}
        </span>
      </td>
      <td className={cn(detail, "max-md:order-2")}>
        <span className={phoneLabel}>Created</span>
        <RelativeTime iso={createdAt} />
        <span className="block truncate text-ink-subtle">
          {createdBy ? `by ${createdBy.name ?? "someone who left"}` : "at the first start"}
        </span>
      </td>
      <td className={cn(detail, "max-md:order-2")}>
        <span className={phoneLabel}>Last used</span>
        {lastUsedAt ? <RelativeTime iso={lastUsedAt} /> : "Never"}
      </td>
      <td className={cn(detail, "max-md:order-2")}>
        <span className={phoneLabel}>Expires</span>
        {expiresAt ? <Moment iso={expiresAt} /> : "Never"}
      </td>
      <td className={cn(cell, "max-md:justify-self-end")}>
        <TokenStatusBadge status={status} />
      </td>
      <td
        className={cn(
          cell,
          "text-right max-md:col-start-2 max-md:row-span-2 max-md:row-start-4 max-md:self-end",
          status !== "active" && "max-md:hidden",
        )}
      >
        {status === "active" && (
          <Button variant="danger-quiet" size="sm" aria-label={`Revoke ${name}`} onClick={() => onRevoke(token)}>
            Revoke
          </Button>
        )}
      </td>
    </tr>
  );
}

const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });

/** The day on which it expires: what lies ahead is planned by date. */
function Moment({ iso }: { iso: string }) {
  return (
    <time dateTime={iso} title={iso} className="whitespace-nowrap tabular-nums">
      {day.format(new Date(iso))}
    </time>
  );
}
