"use client";

import { Trash2 } from "lucide-react";
import type { ReactNode } from "react";
import { GuardedMenuItem } from "@/components/permission/guarded-menu";
import { RowMenu } from "@/components/permission/row-menu";
import { RowLink } from "@/components/ui/row-link";
import { Table } from "@/components/ui/table";
import type { ListedWebhook } from "@/components/webhook/listed-webhook";
import { DaySparkline, LastDelivery } from "@/components/webhook/webhook-activity";
import { DisabledReasonNote, WebhookStatusBadge } from "@/components/webhook/webhook-status";
import type { WebhookActivity } from "@/domain/statistics/webhook-activity";
import { changeScopeOf } from "@/domain/webhook/change-scope";

/** Shows the organization's webhooks. */
export function WebhookTable({
  webhooks,
  eventLabels,
  activity,
  onDelete,
  renderSwitch,
  empty,
}: {
  webhooks: readonly ListedWebhook[];
  /** The recent activity of each webhook, by id; absent for a webhook that never had anything to deliver. */
  activity: Readonly<Record<string, WebhookActivity>>;
  /** The labels of event types, under every name that a type has. */
  eventLabels: Readonly<Record<string, string>>;
  onDelete: (webhook: ListedWebhook) => void;
  /** Shows the switch that enables and disables a webhook. */
  renderSwitch: (webhook: ListedWebhook) => ReactNode;
  empty: ReactNode;
}) {
  return (
    <Table
      caption="Webhooks, the newest first"
      rows={webhooks}
      keyOf={(webhook) => webhook.id}
      rowClassName="max-md:grid-cols-[minmax(0,1fr)_auto_auto] max-md:items-center"
      empty={empty}
      columns={[
        {
          name: "Name",
          isRowHeader: true,
          width: "w-[30%]",
          render: ({ id, name, eventName }) => (
            <>
              <RowLink href={`/settings/api/webhooks/${id}`}>{name}</RowLink>
              <span className="block truncate text-ink-subtle text-xs">{eventLabels[eventName] ?? eventName}</span>
            </>
          ),
        },
        {
          name: "Endpoint",
          cellClassName: "max-md:order-last max-md:col-span-full",
          render: ({ httpMethod, url }) => (
            <span className="flex min-w-0 items-baseline gap-2 font-mono text-xs">
              <span className="text-ink-subtle">{httpMethod}</span>
              <span className="truncate text-ink-muted" title={url}>
                {url ?? "No address yet"}
              </span>
            </span>
          ),
        },
        {
          name: "Last 24 h",
          width: "w-31",
          className: "max-lg:hidden",
          render: ({ id }) => <DaySparkline activity={activity[id]} />,
        },
        {
          name: "Last delivery",
          width: "w-30",
          className: "max-lg:hidden",
          cellClassName: "whitespace-nowrap text-xs",
          render: ({ id }) => <LastDelivery last={activity[id]?.last} />,
        },
        {
          name: "Status",
          width: "w-28",
          render: ({ status, disabledReason }) => (
            <span className="grid justify-items-start gap-0.5 max-md:justify-items-end">
              <WebhookStatusBadge status={status} disabledReason={disabledReason} />
              {disabledReason && <DisabledReasonNote reason={disabledReason} />}
            </span>
          ),
        },
        {
          name: "Actions",
          isNameHidden: true,
          width: "w-26",
          cellClassName: "relative max-md:pl-0",
          render: (webhook) => (
            <span className="flex items-center justify-end gap-2">
              {renderSwitch(webhook)}
              <RowMenu name={webhook.name} scope={changeScopeOf(webhook)}>
                <GuardedMenuItem scope={changeScopeOf(webhook)} tone="danger" onSelect={() => onDelete(webhook)}>
                  <Trash2 aria-hidden />
                  Delete
                </GuardedMenuItem>
              </RowMenu>
            </span>
          ),
        },
      ]}
    />
  );
}
