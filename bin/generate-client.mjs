import { spawnSync } from "node:child_process";
import { copyFileSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * Generates Prisma's client (npm's postinstall). Generating needs no schema engine, but Prisma's command looks for its binary and would
 * download it. Pointing it at any executable that exists keeps the install offline. The schema that the client was made from is left beside
 * it, so that bin/start/refresh-client.ts can see whether it is still the same.
 */
const projectDir = join(dirname(fileURLToPath(import.meta.url)), "..");
const schemaPath = join(projectDir, "prisma", "schema.prisma");
const schemaBefore = readFileSync(schemaPath, "utf8");
const prismaCli = createRequire(import.meta.url).resolve("prisma/build/index.js");
const { status } = spawnSync(process.execPath, [prismaCli, "generate", "--no-hints"], {
  cwd: projectDir,
  stdio: ["ignore", "ignore", "inherit"],
  env: { PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, PRISMA_HIDE_UPDATE_MESSAGE: "1", CHECKPOINT_DISABLE: "1", ...process.env },
});
if (status === 0 && readFileSync(schemaPath, "utf8") === schemaBefore) {
  copyFileSync(schemaPath, join(projectDir, "prisma", "generated", "made-from.prisma"));
}
process.exit(status ?? 1);
