/** The limits within which a part of the stack is started again. */
export interface Patience {
  /** The silence after which a process of ours counts as hung and is killed. Null: it may be silent for as long as it likes. */
  silentAfterMs: number | null;
  /** The pauses after one, two, three … failed starts in a row. One failed start more than there are pauses ends everything. */
  pausesMs: readonly number[];
}

/** A start has failed when the part ends before it has been up for so long. */
export const PROVEN_AFTER_MS = 10_000;

/**
 * A busy process is not a hung one: nothing that Postern does keeps its event loop from turning for even five seconds. Five failed starts
 * take at least 15 s. Within that time a port is freed, and memory or a disk that was full for a moment is there again. What lasts longer
 * has to be seen by a person.
 */
export const PATIENCE: Patience = { silentAfterMs: 30_000, pausesMs: [1_000, 2_000, 4_000, 8_000] };

/** A developer's process stands still at a breakpoint, and a fault in the sources is to be seen at once. */
export const PATIENCE_IN_DEVELOPMENT: Patience = { silentAfterMs: null, pausesMs: [] };
