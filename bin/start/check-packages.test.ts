import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { checkPackages } from "@/bin/start/check-packages";

let projectDir: string;
beforeEach(async () => {
  projectDir = await mkdtemp(join(tmpdir(), "postern-packages-"));
  await mkdir(join(projectDir, "node_modules"));
  await lock({ left: { version: "1.0.0" }, right: { version: "2.0.0" } });
});
afterEach(() => rm(projectDir, { recursive: true, force: true }));

function write(path: string, packages: Record<string, object>): Promise<void> {
  const byFolder = Object.fromEntries(Object.entries(packages).map(([name, value]) => [`node_modules/${name}`, value]));
  return writeFile(join(projectDir, path), JSON.stringify({ packages: { "": { version: "0.1.0" }, ...byFolder } }));
}
const lock = (packages: Record<string, object>) => write("package-lock.json", packages);
const install = (packages: Record<string, object>) => write("node_modules/.package-lock.json", packages);

it("is content with its own installation, and with one that npm knows nothing of", async () => {
  await expect(checkPackages({ projectDir: process.cwd() })).resolves.toBeUndefined();
  await expect(checkPackages({ projectDir })).resolves.toBeUndefined();
});

it("names a package that is missing, or there in another version, and says what to do", async () => {
  await install({ left: { version: "1.0.0" } });
  await expect(checkPackages({ projectDir })).rejects.toThrow(/^The installed packages .* \(right\)\. Run `npm ci` first\.$/);
  await install({ left: { version: "0.9.0" } });
  await expect(checkPackages({ projectDir })).rejects.toThrow("(left and 1 more)");
});

it("lets packages be missing that are for tests, or for another machine", async () => {
  await lock({ left: { version: "1.0.0" }, tests: { version: "1.0.0", dev: true }, windows: { version: "1.0.0", optional: true } });
  await install({ left: { version: "1.0.0" } });
  await expect(checkPackages({ projectDir })).resolves.toBeUndefined();
});
