import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";

/**
 * Generates Prisma's client (npm's postinstall). Generating needs no schema engine, but Prisma's command looks for its
 * binary and would download it: pointing it at any executable that exists keeps the install offline.
 */
const prismaCli = createRequire(import.meta.url).resolve("prisma/build/index.js");
const { status } = spawnSync(process.execPath, [prismaCli, "generate", "--no-hints"], {
  stdio: ["ignore", "ignore", "inherit"],
  env: { PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, PRISMA_HIDE_UPDATE_MESSAGE: "1", ...process.env },
});
process.exit(status ?? 1);
