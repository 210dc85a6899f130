import { cn } from "@/components/ui/cn";
import { formatWait } from "@/components/ui/format-time";
import { RETRY_STEPS_MS, type RetryPolicy } from "@/domain/retry/retry-schedule";

/**
 * Returns the time from the first attempt to the last, in words and without jitter: "35 min", "7 h 35 min". Null where nothing is retried.
 */
export function retrySpan({ enabled, maxAttempts }: RetryPolicy): string | null {
  if (!enabled) return null;
  const totalMs = RETRY_STEPS_MS.slice(0, maxAttempts).reduce((sum, stepMs) => sum + stepMs, 0);
  const minutes = Math.round(totalMs / 60_000);
  if (minutes < 1) return formatWait(totalMs);
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return [hours > 0 ? `${hours} h` : "", rest > 0 ? `${rest} min` : ""].filter(Boolean).join(" ");
}

/** Shows a delivery's attempts as a line: the first one, then each retry after its wait. Retries that the policy leaves out are faint. */
export function RetryTimeline({ policy }: { policy: RetryPolicy }) {
  const retries = policy.enabled ? policy.maxAttempts : 0;
  const points = [
    { name: "First", wait: "at once" },
    ...RETRY_STEPS_MS.map((stepMs, index) => ({ name: `Retry ${index + 1}`, wait: `+${formatWait(stepMs)}` })),
  ];
  return (
    <ol aria-label="When a delivery is tried" className="grid grid-cols-6">
      {points.map(({ name, wait }, index) => {
        const isMade = index <= retries;
        return (
          <li key={name} aria-hidden={isMade ? undefined : true} className="relative grid justify-items-center gap-0.5 text-center">
            {index > 0 && (
              <span
                aria-hidden
                className={cn(
                  "absolute top-[4px] right-1/2 w-full border-t",
                  isMade ? "border-accent" : "border-line-strong border-dashed",
                )}
              />
            )}
            <span
              aria-hidden
              className={cn(
                "relative z-1 mb-1 size-[9px] rounded-full ring-3 ring-canvas",
                isMade ? "bg-accent" : "border border-line-strong bg-canvas",
              )}
            />
            <span className={cn("text-2xs leading-4", isMade ? "font-medium" : "text-ink-subtle")}>{name}</span>
            <span className="text-2xs text-ink-subtle tabular-nums leading-4">{wait}</span>
          </li>
        );
      })}
    </ol>
  );
}
