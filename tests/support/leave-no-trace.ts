import { afterAll, vi } from "vitest";

// The files of a worker follow each other in one process: what one of them replaced must not meet the next.
afterAll(() => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
  vi.useRealTimers();
  vi.restoreAllMocks();
});
