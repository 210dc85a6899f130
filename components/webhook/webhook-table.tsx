"use client";

import { Ellipsis, Trash2 } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { GuardedMenuItem, MenuRefusal } from "@/components/permission/guarded-menu";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { DropdownMenu, DropdownMenuContent, DropdownMenuTrigger } from "@/components/ui/dropdown-menu";
import type { ListedWebhook } from "@/components/webhook/listed-webhook";
import { DaySparkline, LastDelivery } from "@/components/webhook/webhook-activity";
import { DisabledReasonNote, WebhookStatusBadge } from "@/components/webhook/webhook-status";
import type { WebhookActivity } from "@/domain/statistics/webhook-activity";
import { changeScopeOf } from "@/domain/webhook/change-scope";

const cell = "px-3 first:pl-4 max-md:first:pl-3";
const head = cn(cell, "h-9 text-left font-medium text-ink-subtle text-xs");

/** The organization's webhooks. */
export function WebhookTable({
  webhooks,
  eventLabels,
  activity,
  onDelete,
  renderSwitch,
}: {
  webhooks: readonly ListedWebhook[];
  /** What each has done lately, by id; absent for those that never had anything to deliver. */
  activity: Readonly<Record<string, WebhookActivity>>;
  /** Labels by every name that an event type goes by. */
  eventLabels: Readonly<Record<string, string>>;
  onDelete: (webhook: ListedWebhook) => void;
  /** The switch that enables and disables it. */
  renderSwitch: (webhook: ListedWebhook) => ReactNode;
}) {
  return (
    <table className="w-full table-fixed border-collapse">
      <caption className="sr-only">Webhooks, the newest first</caption>
      <thead className="max-md:sr-only">
        <tr className="border-b">
          <th scope="col" className={cn(head, "w-[30%]")}>
            Name
          </th>
          <th scope="col" className={head}>
            Endpoint
          </th>
          <th scope="col" className={cn(head, "w-31 max-lg:hidden")}>
            Last 24 h
          </th>
          <th scope="col" className={cn(head, "w-30 max-lg:hidden")}>
            Last delivery
          </th>
          <th scope="col" className={cn(head, "w-28")}>
            Status
          </th>
          <th scope="col" className={cn(head, "w-24")}>
            <span className="sr-only">Actions</span>
          </th>
        </tr>
      </thead>
      <tbody className="divide-y">
        {webhooks.map((webhook) => (
          <tr
            key={webhook.id}
            className="relative h-13 transition-colors focus-within:bg-hover hover:bg-hover max-md:grid max-md:h-auto max-md:grid-cols-[minmax(0,1fr)_auto_auto] max-md:items-center max-md:gap-y-1 max-md:py-2.5"
          >
            <td className={cn(cell, "max-md:min-w-0")}>
              <Link
                href={`/settings/api/webhooks/${webhook.id}`}
                className="block truncate font-medium outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:outline-accent focus-visible:after:-outline-offset-2"
              >
                {webhook.name}
              </Link>
              <span className="block truncate text-ink-subtle text-xs">{eventLabels[webhook.eventName] ?? webhook.eventName}</span>
            </td>
            <td className={cn(cell, "max-md:order-last max-md:col-span-full max-md:min-w-0")}>
              <span className="flex min-w-0 items-baseline gap-2 font-mono text-xs">
                <span className="text-ink-subtle">{webhook.httpMethod}</span>
                <span className="truncate text-ink-muted" title={webhook.url}>
                  {webhook.url ?? "No address yet"}
                </span>
              </span>
            </td>
            <td className={cn(cell, "max-lg:hidden")}>
              <DaySparkline activity={activity[webhook.id]} />
            </td>
            <td className={cn(cell, "whitespace-nowrap text-xs max-lg:hidden")}>
              <LastDelivery last={activity[webhook.id]?.last} />
            </td>
            <td className={cell}>
              <span className="grid justify-items-start gap-0.5 max-md:justify-items-end">
                <WebhookStatusBadge status={webhook.status} disabledReason={webhook.disabledReason} />
                {webhook.disabledReason && <DisabledReasonNote reason={webhook.disabledReason} />}
              </span>
            </td>
            <td className={cn(cell, "relative text-right max-md:pl-0")}>
              <span className="flex items-center justify-end gap-2">
                {renderSwitch(webhook)}
                <RowMenu webhook={webhook} onDelete={onDelete} />
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function RowMenu({ webhook, onDelete }: { webhook: ListedWebhook; onDelete: (webhook: ListedWebhook) => void }) {
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" size="icon-sm" aria-label={`Actions for ${webhook.name}`}>
          <Ellipsis aria-hidden />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        <GuardedMenuItem scope={changeScopeOf(webhook)} tone="danger" onSelect={() => onDelete(webhook)}>
          <Trash2 aria-hidden />
          Delete
        </GuardedMenuItem>
        <MenuRefusal scope={changeScopeOf(webhook)} />
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
