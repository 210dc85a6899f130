import { BEAT, BEAT_INTERVAL_MS } from "@/bin/beats/beat";

/**
 * Shows the process that started this one that its event loop turns: now, which says that it is up, and every second from now on. Does
 * nothing in a process that nobody listens to.
 */
export function sendBeats(): void {
  // The channel may close at any moment. Whoever cares listens for "disconnect".
  const send = () => process.send?.(BEAT, () => undefined);
  send();
  setInterval(send, BEAT_INTERVAL_MS).unref();
}
