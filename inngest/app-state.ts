/**
 * What a web process that serves the functions to Inngest knows of itself. Kept with the process, because Next makes several
 * bundles of this module: one of the routes, one of the process's start.
 */
interface AppState {
  /** Whether the process gives its deliveries an end and takes no more. */
  isStopping: boolean;
  /** When Inngest last called a function here; Unix time in milliseconds. */
  lastCallAtMs: number;
}

const holder = globalThis as typeof globalThis & { posternAppState?: AppState };

export function getAppState(): AppState {
  holder.posternAppState ??= { isStopping: false, lastCallAtMs: 0 };
  return holder.posternAppState;
}
