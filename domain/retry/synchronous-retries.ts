/** The time limit of one attempt while its caller waits; it is then aborted (contract.md "Time", synchronous). */
export const SYNCHRONOUS_TIMEOUT_MS = 30_000;

/** The waits before the first and the second retry; there is no third. */
const WAITS_MS: readonly number[] = [500, 2_000];

/**
 * Returns the milliseconds to wait before the next attempt of a delivery whose caller waits; null when there is none. Neither the
 * webhook's retry policy nor an endpoint's Retry-After applies (contract.md "Time").
 */
export function planSynchronousRetry({ earlierFailures }: { earlierFailures: number }): number | null {
  return WAITS_MS[earlierFailures] ?? null;
}
