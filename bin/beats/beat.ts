/** The message that says "I am alive", on the channel between a process and the one that started it. */
export const BEAT = "beat";
export const BEAT_INTERVAL_MS = 1_000;
