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
  if (!timer) nowMs = Date.now();
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

const readNow = () => nowMs;
/** While the server's page is taken over nothing is known of the reader's clock and zone. */
const readNothing = () => null;

/** When something happened, or, where it is yet to be, will: "4 min ago", with the exact time on hover. `iso` is an ISO 8601 time. */
export function RelativeTime({ iso, className, isAhead = false }: { iso: string; className?: string; isAhead?: boolean }) {
  const now = useSyncExternalStore(subscribe, readNow, readNothing);
  const date = new Date(iso);
  // What has happened does not lie ahead, even where the reader's clock is behind the server's.
  const nowMs = now ?? Date.now();
  const sinceMs = isAhead ? Math.min(nowMs, date.getTime()) : Math.max(nowMs, date.getTime());
  return (
    <time dateTime={iso} title={now === null ? undefined : formatExact(date)} suppressHydrationWarning className={className}>
      {formatRelative(date, sinceMs)}
    </time>
  );
}
