import { cn } from "@/components/ui/cn";
import { formatDuration } from "@/components/ui/format-time";
import type { WebhookEventAttempt } from "@/domain/delivery/webhook-event";

interface Phase {
  name: string;
  ms: number;
  colour: string;
}

/**
 * Returns the attempt's phases in their order. The rest of the total time is the answer's body, or the wait for an answer that did not
 * come.
 */
export function phasesOf(timings: WebhookEventAttempt["timings"]): Phase[] {
  const { dns_ms: dns, connect_ms: connect, tls_ms: tls, first_byte_ms: wait, total_ms: total } = timings;
  const measured: Phase[] = [
    { name: "DNS", ms: dns ?? 0, colour: "bg-phase-dns" },
    { name: "Connect", ms: connect ?? 0, colour: "bg-phase-connect" },
    { name: "TLS", ms: tls ?? 0, colour: "bg-phase-tls" },
    { name: "Waiting", ms: wait ?? 0, colour: "bg-phase-wait" },
  ];
  const rest = total - measured.reduce((sum, phase) => sum + phase.ms, 0);
  const restPhase: Phase =
    wait === undefined ? { name: "No answer", ms: rest, colour: "bg-line-strong" } : { name: "Rest", ms: rest, colour: "bg-phase-body" };
  return [...measured, restPhase].filter((phase) => phase.ms > 0.05);
}

/** Shows how an attempt's time was spent. */
export function TimingBar({ timings }: { timings: WebhookEventAttempt["timings"] }) {
  const phases = phasesOf(timings);
  return (
    <div className="grid gap-2">
      <div className="flex h-1.5 gap-0.5 overflow-hidden rounded-full bg-hover" aria-hidden>
        {phases.map((phase) => (
          <span
            key={phase.name}
            className={cn("min-w-1 rounded-full", phase.colour)}
            style={{ flexGrow: (100 * phase.ms) / timings.total_ms }}
          />
        ))}
      </div>
      <dl className="flex flex-wrap gap-x-4 gap-y-1 text-xs">
        {phases.map((phase) => (
          <div key={phase.name} className="flex items-center gap-1.5">
            <span aria-hidden className={cn("size-2 rounded-full", phase.colour)} />
            <dt className="text-ink-muted">{phase.name}</dt>
            <dd className="tabular-nums">{formatDuration(phase.ms)}</dd>
          </div>
        ))}
        <div className="flex items-center gap-1.5">
          <dt className="text-ink-muted">Total</dt>
          <dd className="font-medium tabular-nums">{formatDuration(timings.total_ms)}</dd>
        </div>
      </dl>
    </div>
  );
}
