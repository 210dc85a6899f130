/** Starts the process object. Next calls it once in each server process, before the first request. */
export async function register(): Promise<void> {
  // biome-ignore lint/style/noProcessEnv: the bundler replaces it with a constant, and omits code of Node's from other runtimes.
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { startProcess } = await import("@/app/start-process");
  // biome-ignore lint/style/noProcessEnv: as above. In development Next answers all routes, because Next reloads changed code.
  if (process.env.NODE_ENV === "production") startProcess((await import("@/app/_openapi/served-document")).ALL_ROUTES);
  else startProcess({});
}
