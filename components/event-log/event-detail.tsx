import type { Route } from "next";
import type { ReactNode } from "react";
import { AttemptList } from "@/components/event-log/attempt-list";
import { executionOf, explainFailure, explainSkip, publishedIdOf, webhookNameOf } from "@/components/event-log/describe-outcome";
import { StatusBadge } from "@/components/event-log/status-badge";
import { CodeBlock } from "@/components/ui/code-block";
import { CopyButton } from "@/components/ui/copy-button";
import { Countdown } from "@/components/ui/countdown";
import { Link } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { RelativeTime } from "@/components/ui/relative-time";
import { Skeleton } from "@/components/ui/skeleton";
import type { WebhookEvent } from "@/domain/delivery/webhook-event";

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="contents">
      <dt className="text-ink-muted leading-7">{name}</dt>
      <dd className="flex min-h-7 min-w-0 items-center gap-1">{children}</dd>
    </div>
  );
}

function Id({ value, label }: { value: string; label: string }) {
  return (
    <>
      <span className="truncate font-mono text-xs">{value}</span>
      <CopyButton text={value} label={label} />
    </>
  );
}

/** Shows where the delivery stands, in words: what went wrong and what to do, or what it waits for. */
function Standing({ delivery }: { delivery: WebhookEvent }) {
  const latest = delivery.attempts?.at(-1);
  const code = delivery.http_response?.code ?? latest?.code;
  const explanation = explainFailure(code);
  if (delivery.status === "skipped") return <Notice>{explainSkip(delivery.skip_reason)}</Notice>;
  if (delivery.status === "succeeded") return null;
  if (delivery.status === "in_progress" && !latest) return <Unsent nextAttemptAt={delivery.next_attempt_at} />;
  return (
    <Notice tone={delivery.status === "failed" ? "danger" : "warning"}>
      {delivery.status === "in_progress" && (
        <p className="mb-1 font-medium">
          The latest attempt did not succeed. It is{" "}
          {delivery.next_attempt_at ? (
            <>
              tried again <Countdown iso={delivery.next_attempt_at} />
            </>
          ) : (
            "being tried again"
          )}
          .
        </p>
      )}
      <p className={delivery.status === "failed" ? "font-medium" : undefined}>
        {explanation?.cause ?? delivery.http_response?.message ?? code}
      </p>
      {explanation && <p className="mt-1 text-ink-muted">{explanation.fix}</p>}
      {code && (
        <p className="mt-2 break-words font-mono text-2xs text-ink-muted">
          {code}
          {delivery.http_response?.message ? ` · ${delivery.http_response.message}` : ""}
        </p>
      )}
    </Notice>
  );
}

/**
 * Shows that a delivery waits for its first attempt. That is due at once, unless the endpoint seems to be away: then the time of the next
 * try is known.
 */
function Unsent({ nextAttemptAt }: { nextAttemptAt: string | undefined }) {
  if (nextAttemptAt === undefined) return <Notice>Waiting to be sent.</Notice>;
  return (
    <Notice tone="warning">
      <p className="font-medium">Waiting: its endpoint seems to be away.</p>
      <p className="mt-1 text-ink-muted">
        Postern tries the endpoint again <Countdown iso={nextAttemptAt} />, and sends what waits as soon as it works.
      </p>
    </Notice>
  );
}

/**
 * Shows all that is known of one delivery. `webhookLink` shows its webhook's name, as a link where the webhook still has a page. `onOpen`
 * shows another delivery in its place.
 */
export function EventDetail({
  delivery,
  webhookLink,
  versionHref,
  actions,
  onOpen,
}: {
  delivery: WebhookEvent;
  webhookLink: (name: string) => ReactNode;
  /** The address of the webhook's version that sent an attempt; null where the webhook has no page any more. */
  versionHref: ((version: number) => string) | null;
  /** The buttons that act on the delivery. */
  actions?: ReactNode;
  onOpen: (eventId: string) => void;
}) {
  const originalId = delivery.replay_of;
  const publishedId = publishedIdOf(delivery);
  const attempts = delivery.attempts ?? [];
  const execution = executionOf(delivery);
  return (
    <div className="grid min-w-0 gap-6 p-5 max-md:p-4">
      <div className="grid gap-3">
        <div className="flex items-start justify-between gap-3">
          <h2 className="min-w-0 break-words font-semibold text-lg">{delivery.event_name}</h2>
          <StatusBadge status={delivery.status} className="mt-0.5" />
        </div>
        <dl className="grid grid-cols-[6.5rem_minmax(0,1fr)] gap-x-3 text-sm">
          <Fact name="Webhook">{webhookLink(webhookNameOf(delivery))}</Fact>
          <Fact name="Endpoint">
            <span className="truncate font-mono text-xs" title={delivery.url}>
              {delivery.http_method} {delivery.url ?? "not set"}
            </span>
          </Fact>
          {execution && (
            <Fact name="Automation">
              <Link
                href={`/automations/executions/${execution.id}` as Route}
                className="truncate rounded-sm text-accent-ink underline-offset-2 hover:underline"
              >
                {execution.automation}
              </Link>
            </Fact>
          )}
          <Fact name="Published">
            <RelativeTime iso={delivery.created_at} />
          </Fact>
          {publishedId && (
            <Fact name="Event id">
              <Id value={publishedId} label="event id" />
            </Fact>
          )}
          <Fact name="Delivery id">
            <Id value={delivery.event_id} label="delivery id" />
          </Fact>
          <Fact name="Webhook-id">
            <Id value={delivery.message_id} label="webhook-id" />
          </Fact>
          {originalId && (
            <Fact name="Replay of">
              <button
                type="button"
                onClick={() => onOpen(originalId)}
                className="truncate rounded-sm font-mono text-accent-ink text-xs underline-offset-2 hover:underline"
              >
                {originalId}
              </button>
            </Fact>
          )}
        </dl>
        {actions}
      </div>
      <Standing delivery={delivery} />
      {attempts.length > 0 ? (
        <section aria-label="Attempts" className="min-w-0">
          <h3 className="mb-2 font-semibold text-sm">{attempts.length === 1 ? "1 attempt" : `${attempts.length} attempts`}</h3>
          <AttemptList attempts={attempts} delivery={delivery} versionHref={versionHref} />
        </section>
      ) : (
        delivery.payload && (
          <section aria-label="Payload" className="min-w-0">
            <h3 className="mb-2 font-semibold text-sm">Payload</h3>
            <CodeBlock text={delivery.payload} label="payload" isJson className="max-h-96" />
          </section>
        )
      )}
    </div>
  );
}

export function EventDetailSkeleton() {
  return (
    <div className="grid gap-6 p-5" aria-busy="true">
      <span className="sr-only">Loading the event</span>
      <div className="grid gap-4">
        <Skeleton className="h-6 w-56" />
        <Skeleton className="h-4 w-80 max-w-full" />
        <Skeleton className="h-4 w-72 max-w-full" />
        <Skeleton className="h-4 w-64 max-w-full" />
      </div>
      <Skeleton className="h-32 w-full rounded-lg" />
    </div>
  );
}
