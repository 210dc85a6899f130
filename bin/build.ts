import { buildAll } from "@/bin/start/build";

/** `npm run build`: the web server (`next build`) and the host's bundle, whether or not they are current. */
try {
  await buildAll({ projectDir: process.cwd() });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
