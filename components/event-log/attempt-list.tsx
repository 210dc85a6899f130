"use client";

import { ChevronDown } from "lucide-react";
import { Accordion } from "radix-ui";
import { AttemptView } from "@/components/event-log/attempt-view";
import { explainFailure } from "@/components/event-log/describe-outcome";
import { cn } from "@/components/ui/cn";
import { formatDuration } from "@/components/ui/format-time";
import { RelativeTime } from "@/components/ui/relative-time";
import type { WebhookEvent, WebhookEventAttempt } from "@/domain/delivery/webhook-event";

function outcomeOf(attempt: WebhookEventAttempt): string {
  if (attempt.code === undefined) return attempt.message ?? "Delivered";
  return explainFailure(attempt.code)?.cause ?? attempt.message ?? attempt.code;
}

/** Shows a delivery's attempts as a timeline, with the latest first and open. */
export function AttemptList({
  attempts,
  delivery,
  versionHref,
}: {
  attempts: readonly WebhookEventAttempt[];
  delivery: WebhookEvent;
  versionHref: ((version: number) => string) | null;
}) {
  const latestFirst = attempts.toReversed();
  const latest = latestFirst[0];
  if (!latest) return null;
  return (
    // The key makes a new attempt open by itself.
    <Accordion.Root key={latest.number} type="multiple" defaultValue={[String(latest.number)]} asChild>
      <ol className="grid min-w-0">
        {latestFirst.map((attempt, index) => (
          <Accordion.Item key={attempt.number} value={String(attempt.number)} asChild>
            <li className="relative min-w-0 pb-3 pl-7">
              {index < latestFirst.length - 1 && <span aria-hidden className="absolute top-6 bottom-0 left-[7px] w-px bg-line" />}
              <span
                aria-hidden
                className={cn(
                  "absolute top-[11px] left-[3px] size-[9px] rounded-full ring-3 ring-canvas",
                  attempt.code === undefined ? "bg-success-solid" : "bg-danger-solid",
                )}
              />
              <Accordion.Header>
                <Accordion.Trigger className="group -mx-2 flex min-h-8 w-[calc(100%+1rem)] items-center gap-2.5 rounded-md px-2 py-1 text-left transition-colors hover:bg-hover">
                  <span className="font-medium">Attempt {attempt.number}</span>
                  <span
                    className={cn(
                      "rounded px-1.5 font-medium font-mono text-2xs leading-5",
                      attempt.code === undefined ? "bg-success-soft text-success-ink" : "bg-danger-soft text-danger-ink",
                    )}
                  >
                    {attempt.status_code ?? attempt.code}
                  </span>
                  <span className="min-w-0 flex-1 truncate text-ink-muted text-xs max-sm:invisible">{outcomeOf(attempt)}</span>
                  <span className="whitespace-nowrap text-ink-subtle text-xs tabular-nums">{formatDuration(attempt.timings.total_ms)}</span>
                  <RelativeTime iso={attempt.started_at} className="whitespace-nowrap text-ink-subtle text-xs tabular-nums" />
                  <ChevronDown
                    aria-hidden
                    className="size-3.5 shrink-0 text-ink-subtle transition-transform group-data-[state=open]:rotate-180"
                  />
                </Accordion.Trigger>
              </Accordion.Header>
              <Accordion.Content className="min-w-0 overflow-hidden data-[state=closed]:animate-accordion-up data-[state=open]:animate-accordion-down">
                <div className="min-w-0 pt-2 pb-3">
                  <AttemptView attempt={attempt} delivery={delivery} versionHref={versionHref} />
                </div>
              </Accordion.Content>
            </li>
          </Accordion.Item>
        ))}
      </ol>
    </Accordion.Root>
  );
}
