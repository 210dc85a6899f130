import Link from "next/link";
import { formatCount, formatRate, isAlarming } from "@/components/overview/format-figure";
import { cn } from "@/components/ui/cn";
import type { WebhookResult } from "@/domain/statistics/overview";
import { successRate } from "@/domain/statistics/success-rate";

const MOST = 12;
const head = "h-9 px-3 text-right font-medium text-ink-subtle text-xs";
const figure = "px-3 text-right text-ink-muted tabular-nums";

/** How each webhook did, those that fail first. */
export function WebhookResults({ webhooks, words }: { webhooks: readonly WebhookResult[]; words: string }) {
  return (
    <section aria-labelledby="webhook-results" className="min-w-0 rounded-lg border">
      <div className="flex h-11 items-center justify-between border-b px-4">
        <h2 id="webhook-results" className="font-semibold text-sm">
          Webhooks, failing first
        </h2>
        <Link href="/settings/api/webhooks" className="text-accent-ink text-xs hover:underline">
          All webhooks
        </Link>
      </div>
      {webhooks.length === 0 ? (
        <p className="px-4 py-10 text-center text-ink-muted">Nothing was delivered in {words}.</p>
      ) : (
        <table className="w-full table-fixed border-collapse">
          <thead className="max-md:sr-only">
            <tr className="border-b">
              <th scope="col" className={cn(head, "pl-4 text-left")}>
                Webhook
              </th>
              <th scope="col" className={cn(head, "w-24")}>
                Delivered
              </th>
              <th scope="col" className={cn(head, "w-20")}>
                Failed
              </th>
              <th scope="col" className={cn(head, "w-40 pr-4")}>
                Success rate
              </th>
            </tr>
          </thead>
          <tbody className="divide-y">
            {webhooks.slice(0, MOST).map((webhook) => (
              <ResultRow key={webhook.id} webhook={webhook} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function ResultRow({ webhook }: { webhook: WebhookResult }) {
  const { id, name, eventName, succeeded, failed, skipped, waiting } = webhook;
  const rate = successRate(webhook);
  return (
    <tr className="relative h-12 transition-colors focus-within:bg-hover hover:bg-hover">
      <td className="px-3 pl-4">
        <Link
          href={failed > 0 ? `/settings/api/webhooks/${id}?status=failed` : `/settings/api/webhooks/${id}`}
          className="block truncate font-medium outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:outline-accent focus-visible:after:-outline-offset-2"
        >
          {name}
        </Link>
        <span className="block truncate text-ink-subtle text-xs">
          {waiting > 0 && <span className="text-warning-ink">{formatCount(waiting)} waiting · </span>}
          {eventName}
        </span>
      </td>
      <td className={cn(figure, "max-md:hidden")}>{formatCount(succeeded)}</td>
      <td className={cn(figure, "max-md:hidden", isAlarming(rate) && "text-danger-ink")}>{formatCount(failed)}</td>
      <td className="w-40 px-3 pr-4">
        {rate === null ? (
          <span className="block text-right text-ink-subtle text-xs">{skipped > 0 ? `${formatCount(skipped)} skipped` : "–"}</span>
        ) : (
          <span className="flex items-center justify-end gap-2">
            <span aria-hidden className="flex h-1.5 w-16 gap-px overflow-hidden rounded-full">
              <span className="bg-chart-success" style={{ flexGrow: succeeded }} />
              {failed > 0 && <span className="min-w-1 bg-danger-solid" style={{ flexGrow: failed }} />}
            </span>
            <span className="w-13 text-right tabular-nums">{formatRate(rate)}</span>
          </span>
        )}
      </td>
    </tr>
  );
}
