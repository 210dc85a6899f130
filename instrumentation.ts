/** Starts the process object. Next calls it once in each server process, before the first request. */
export async function register(): Promise<void> {
  // biome-ignore lint/style/noProcessEnv: the bundler replaces it with a constant, and omits code of Node's from other runtimes.
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { startProcess } = await import("@/app/start-process");
  const { ALL_ROUTES } = await import("@/app/_openapi/served-document");
  // In development Next answers all routes that it can, because Next reloads changed code. It has no routes such as `{id}:restore`.
  const ofOperations = Object.fromEntries(Object.entries(ALL_ROUTES).filter(([path]) => path.includes(":")));
  // biome-ignore lint/style/noProcessEnv: as above.
  startProcess(process.env.NODE_ENV === "production" ? ALL_ROUTES : ofOperations);
}
