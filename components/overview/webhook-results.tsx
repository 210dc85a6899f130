import { formatCount, formatRate, isAlarming } from "@/components/overview/format-figure";
import { Link } from "@/components/ui/link";
import { RowLink } from "@/components/ui/row-link";
import { type Column, Table } from "@/components/ui/table";
import type { WebhookResult } from "@/domain/statistics/overview";
import { successRate } from "@/domain/statistics/success-rate";

const MOST = 12;

const COLUMNS: readonly Column<WebhookResult>[] = [
  {
    name: "Webhook",
    isRowHeader: true,
    render: ({ id, name, eventName, failed, waiting }) => (
      <>
        <RowLink href={failed > 0 ? `/settings/api/webhooks/${id}?status=failed` : `/settings/api/webhooks/${id}`}>{name}</RowLink>
        <span className="block truncate text-ink-subtle text-xs">
          {waiting > 0 && <span className="text-warning-ink">{formatCount(waiting)} waiting · </span>}
          {eventName}
        </span>
      </>
    ),
  },
  {
    name: "Delivered",
    width: "w-24",
    className: "text-right",
    cellClassName: "text-ink-muted tabular-nums max-md:hidden",
    render: ({ succeeded }) => formatCount(succeeded),
  },
  {
    name: "Failed",
    width: "w-20",
    className: "text-right",
    cellClassName: "text-ink-muted tabular-nums max-md:hidden",
    render: (webhook) => (
      <span className={isAlarming(successRate(webhook)) ? "text-danger-ink" : undefined}>{formatCount(webhook.failed)}</span>
    ),
  },
  {
    name: "Success rate",
    width: "w-40",
    className: "text-right",
    render: (webhook) => <SuccessRate webhook={webhook} />,
  },
];

/** Shows the results of each webhook, those that fail first. */
export function WebhookResults({ webhooks, words }: { webhooks: readonly WebhookResult[]; words: string }) {
  return (
    <section aria-labelledby="webhook-results" className="min-w-0">
      <Table
        caption="Webhooks, failing first"
        columns={COLUMNS}
        rows={webhooks.slice(0, MOST)}
        keyOf={({ id }) => id}
        rowClassName="max-md:items-center"
        empty={<p className="px-4 py-10 text-center text-ink-muted">Nothing was delivered in {words}.</p>}
        header={
          <div className="flex h-11 items-center justify-between border-b px-4">
            <h2 id="webhook-results" className="font-semibold text-sm">
              Webhooks, failing first
            </h2>
            <Link href="/settings/api/webhooks" className="text-accent-ink text-xs hover:underline">
              All webhooks
            </Link>
          </div>
        }
      />
    </section>
  );
}

function SuccessRate({ webhook }: { webhook: WebhookResult }) {
  const { succeeded, failed, skipped } = webhook;
  const rate = successRate(webhook);
  if (rate === null) {
    return <span className="block text-right text-ink-subtle text-xs">{skipped > 0 ? `${formatCount(skipped)} skipped` : "–"}</span>;
  }
  return (
    <span className="flex items-center justify-end gap-2">
      <span aria-hidden className="flex h-1.5 w-16 gap-px overflow-hidden rounded-full">
        <span className="bg-chart-success" style={{ flexGrow: succeeded }} />
        {failed > 0 && <span className="min-w-1 bg-danger-solid" style={{ flexGrow: failed }} />}
      </span>
      <span className="w-13 text-right tabular-nums">{formatRate(rate)}</span>
    </span>
  );
}
