/** Next calls it once in each server process, before the first request. */
export async function register(): Promise<void> {
  // biome-ignore lint/style/noProcessEnv: the bundler puts a constant in its place, and leaves out of other runtimes what is Node's.
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { startProcess } = await import("@/app/start-process");
  // biome-ignore lint/style/noProcessEnv: as above. In development Next answers all routes, because it is Next that reloads what changes.
  if (process.env.NODE_ENV === "production") startProcess((await import("@/app/_openapi/served-document")).ALL_ROUTES);
  else startProcess({});
}
