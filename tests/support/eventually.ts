import { vi } from "vitest";

/** The longest time that a busy machine may take for any step. It only ends a test that would otherwise wait for ever. */
export const PATIENCE_MS = 180_000;

/** The longest time that Go may take where nothing of its own library is compiled yet. */
export const COMPILER_PATIENCE_MS = 900_000;

/**
 * Repeats `check` until it passes, and returns its result. It is for what must happen at any time. Where the time itself is the
 * guarantee, compare times instead.
 */
export function eventually<T>(check: () => T | Promise<T>, { intervalMs = 25 }: { intervalMs?: number } = {}): Promise<T> {
  return vi.waitFor(check, { timeout: PATIENCE_MS, interval: intervalMs });
}
