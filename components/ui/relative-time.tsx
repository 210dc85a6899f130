"use client";

import { useSyncExternalStore } from "react";
import { formatExact, formatRelative } from "@/components/ui/format-time";

const TICK_MS = 5_000;
const listeners = new Set<() => void>();
let nowMs = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;

/** Subscribes to the one clock of every time on the page. Returns the function that ends it. */
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
/** Gives no time while the server's page is taken over: the reader's clock and zone are not known then. */
const readNothing = () => null;

/**
 * Shows the time of something that happened, or of something that is still to happen (`isAhead`): "4 min ago", with the exact time on
 * hover. `iso` is an ISO 8601 time.
 */
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
