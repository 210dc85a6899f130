const holder = globalThis as typeof globalThis & { posternStoppingSignal?: AbortSignal };

/** Aborted once this process is told to stop: the web server waits for open requests, and an answer may be held back for minutes. */
export function getStoppingSignal(): AbortSignal {
  if (!holder.posternStoppingSignal) {
    const controller = new AbortController();
    for (const name of ["SIGTERM", "SIGINT"] as const) process.once(name, () => controller.abort());
    holder.posternStoppingSignal = controller.signal;
  }
  return holder.posternStoppingSignal;
}
