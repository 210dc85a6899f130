import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { z } from "zod";

const lockfile = z.object({
  packages: z.record(z.string(), z.looseObject({ optionalDependencies: z.record(z.string(), z.string()).default({}) })),
});

/** Checks whether the lockfile has `name` where a package at `location` would find it: beside it, or further up. */
function isLocked(packages: Record<string, unknown>, location: string, name: string): boolean {
  for (let folder = location; ; folder = folder.slice(0, Math.max(folder.lastIndexOf("/node_modules/"), 0))) {
    if (`${folder === "" ? "" : `${folder}/`}node_modules/${name}` in packages) return true;
    if (folder === "") return false;
  }
}

describe("package-lock.json", () => {
  it("holds every optional platform package, so that npm ci works on each platform", async () => {
    const { packages } = lockfile.parse(JSON.parse(await readFile("package-lock.json", "utf8")));
    const missing = Object.entries(packages).flatMap(([location, { optionalDependencies }]) =>
      Object.keys(optionalDependencies)
        .filter((name) => !isLocked(packages, location, name))
        .map((name) => `${name} (of ${location})`),
    );
    expect(missing).toEqual([]);
  });

  it("holds no download addresses", async () => {
    expect(await readFile("package-lock.json", "utf8")).not.toContain('"resolved"');
  });
});
