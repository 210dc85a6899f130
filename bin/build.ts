import { buildAll } from "@/bin/start/build";
import { refreshClient } from "@/bin/start/refresh-client";

/** `npm run build` builds the web server (`next build`) and the bundles of the processes, also when they are current. */
try {
  await refreshClient({ projectDir: process.cwd() });
  await buildAll({ projectDir: process.cwd() });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
