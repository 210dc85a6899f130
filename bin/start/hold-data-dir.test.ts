import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { holdDataDir } from "@/bin/start/hold-data-dir";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "postern-data-dir-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it("refuses a second start on the same data in one line", async () => {
  const lock = await holdDataDir(folder);
  await expect(holdDataDir(folder)).rejects.toThrow(/^Postern is already running with the data in .*$/);
  await lock.release();
});

it("names the variable when the folder cannot be made", async () => {
  const file = join(folder, "file");
  await writeFile(file, "");
  for (const path of [file, join(file, "below")]) await expect(holdDataDir(path)).rejects.toThrow(/^POSTERN_DATA_DIR: .*$/);
});
