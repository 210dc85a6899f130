import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { holdFolderLock } from "@/bin/start/folder-lock";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "postern-lock-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe("holdFolderLock", () => {
  it("gives a folder to one holder at a time", async () => {
    const first = await holdFolderLock(folder);
    expect(first).not.toBeNull();
    expect(await holdFolderLock(folder)).toBeNull();
    await first?.release();
    const second = await holdFolderLock(folder);
    expect(second).not.toBeNull();
    await second?.release();
  });

  it("takes over from a holder that was killed", async () => {
    const script = `import("@/bin/start/folder-lock").then(async ({ holdFolderLock }) => { await holdFolderLock(${JSON.stringify(folder)}); console.log("held"); setInterval(() => {}, 1000); });`;
    const holder = spawn(process.execPath, ["--import", "tsx", "--eval", script], { stdio: ["ignore", "pipe", "inherit"] });
    await once(holder.stdout, "data");
    expect(await holdFolderLock(folder)).toBeNull();
    holder.kill("SIGKILL");
    await once(holder, "exit");
    const next = await holdFolderLock(folder);
    expect(next).not.toBeNull();
    await next?.release();
  });

  it("works for a folder whose path is too long for a socket", async () => {
    const deep = join(folder, "a".repeat(60), "b".repeat(60));
    const lock = await holdFolderLock(deep);
    expect(lock).not.toBeNull();
    expect(await holdFolderLock(deep)).toBeNull();
    await lock?.release();
  });
});
