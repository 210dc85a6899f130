import { vi } from "vitest";

/** How long a busy machine may take for anything at all. It only ends a test that would otherwise wait for ever. */
export const PATIENCE_MS = 180_000;

/** How long Go may take where nothing of its own library is compiled yet. */
export const COMPILER_PATIENCE_MS = 900_000;

/**
 * Repeats `check` until it passes, and gives what it gave. For what must come about, however long that takes; where time itself
 * is the guarantee, compare times instead.
 */
export function eventually<T>(check: () => T | Promise<T>, { intervalMs = 25 }: { intervalMs?: number } = {}): Promise<T> {
  return vi.waitFor(check, { timeout: PATIENCE_MS, interval: intervalMs });
}
