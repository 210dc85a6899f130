import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { type FolderLock, holdFolderLock } from "@/bin/start/folder-lock";

const run = promisify(execFile);

/**
 * Makes Prisma's client again where it was not made from the schema as it is, so that nothing has to be done by hand after a pull that
 * changed the schema. One process does so at a time, and before anything is loaded that imports the client. Throws with Prisma's words when
 * it fails.
 */
export async function refreshClient({ projectDir }: { projectDir: string }): Promise<void> {
  if (await isClientCurrent(projectDir)) return;
  const lock = await waitForLock(join(projectDir, "dist"));
  try {
    if (await isClientCurrent(projectDir)) return;
    await run(process.execPath, [join("bin", "generate-client.mjs")], { cwd: projectDir }).catch((error: { stderr?: string }) => {
      throw new Error(`Prisma's client could not be generated.\n${error.stderr?.trim() ?? error}`);
    });
  } finally {
    await lock.release();
  }
}

/** Checks whether the schema equals the copy that generate-client.mjs left beside the client. */
async function isClientCurrent(projectDir: string): Promise<boolean> {
  const paths = [join(projectDir, "prisma", "schema.prisma"), join(projectDir, "prisma", "generated", "made-from.prisma")];
  const [schema, madeFrom] = await Promise.all(paths.map((path) => readFile(path, "utf8").catch(() => null)));
  return schema !== null && schema === madeFrom;
}

async function waitForLock(folder: string): Promise<FolderLock> {
  for (;;) {
    const lock = await holdFolderLock(folder);
    if (lock) return lock;
    await sleep(250);
  }
}
