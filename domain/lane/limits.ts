/**
 * The most requests from the queue that are open to one webhook at a time, shared among all processes that deliver. With those of
 * synchronous triggers there are at most 50 (docs/architecture.md "Slow endpoints").
 */
export const MAX_OPEN_FROM_QUEUE = 40;
/** The most requests of synchronous triggers, whose callers wait, that are open to one webhook at a time. */
export const MAX_OPEN_SYNCHRONOUS = 10;

/** The circuit opens after this many requests in a row after which the endpoint seemed to be away. */
export const OPEN_CIRCUIT_AFTER_FAILURES = 20;

/**
 * The waits before the first, second, … probe while the circuit is open; the last one repeats. They double from the retry
 * schedule's first step to its second (contract.md "Time"): an endpoint that restarts is found soon, and a dead one is not
 * bothered.
 */
export const PROBE_STEPS_MS: readonly number[] = [5_000, 10_000, 20_000, 40_000, 80_000, 160_000, 300_000];

/** A webhook that has failed without a success for this many days is disabled (contract.md "Time"). */
export const DISABLE_AFTER_DAYS = 5;
