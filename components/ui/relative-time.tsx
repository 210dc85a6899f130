"use client";

import { useSyncExternalStore } from "react";
import { formatExact, formatRelative } from "@/components/ui/format-time";

const TICK_MS = 5_000;
const listeners = new Set<() => void>();
let nowMs = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;

/** One clock for every time on the page. */
function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    nowMs = Date.now();
    for (const notify of listeners) notify();
  }, TICK_MS);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

function useNow(): number {
  return useSyncExternalStore(
    subscribe,
    () => nowMs,
    () => nowMs,
  );
}

/** "4 min ago", with the exact time on hover. `iso` is an ISO 8601 time. */
export function RelativeTime({ iso, className }: { iso: string; className?: string }) {
  const now = useNow();
  const date = new Date(iso);
  return (
    <time dateTime={iso} title={formatExact(date)} suppressHydrationWarning className={className}>
      {formatRelative(date, Math.max(now, 0))}
    </time>
  );
}
