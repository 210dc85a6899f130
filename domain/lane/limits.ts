/**
 * At most 50 requests are open to one webhook at a time, over all processes (docs/architecture.md "Slow endpoints"): this many of
 * them for what waits in the queue, shared among the processes that deliver …
 */
export const MAX_OPEN_FROM_QUEUE = 40;
/** … and this many for synchronous triggers, whose callers wait. */
export const MAX_OPEN_SYNCHRONOUS = 10;

/** The circuit opens after this many requests in a row after which the endpoint seemed to be away. */
export const OPEN_CIRCUIT_AFTER_FAILURES = 20;

/**
 * The waits before the first, second, … probe while the circuit is open; the last goes on. From the retry schedule's first step to its second
 * (contract.md "Time"), doubling: an endpoint that was being restarted is back soon, and one that is dead is left in peace.
 */
export const PROBE_STEPS_MS: readonly number[] = [5_000, 10_000, 20_000, 40_000, 80_000, 160_000, 300_000];

/** A webhook that has only failed for so long is disabled (contract.md "Time"). */
export const DISABLE_AFTER_DAYS = 5;
