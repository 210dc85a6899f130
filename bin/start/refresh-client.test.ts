import { cp, mkdtemp, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { refreshClient } from "@/bin/start/refresh-client";

let projectDir: string;
const inProject = (...path: string[]) => join(projectDir, ...path);
const client = () => readFile(inProject("prisma", "generated", "models.ts"), "utf8");

beforeEach(async () => {
  projectDir = await mkdtemp(join(tmpdir(), "postern-client-"));
  await Promise.all([
    ...["package.json", "prisma.config.ts", join("bin", "generate-client.mjs"), join("prisma", "schema.prisma")].map((path) =>
      cp(path, inProject(path)),
    ),
    symlink(join(process.cwd(), "node_modules"), inProject("node_modules")),
  ]);
});
afterEach(() => rm(projectDir, { recursive: true, force: true }));

it("makes the client where there is none, and again when the schema has changed, and else leaves it as it is", async () => {
  await refreshClient({ projectDir });
  const { mtimeMs } = await stat(inProject("prisma", "generated", "models.ts"));
  await refreshClient({ projectDir });
  expect((await stat(inProject("prisma", "generated", "models.ts"))).mtimeMs).toBe(mtimeMs);

  const schema = await readFile(inProject("prisma", "schema.prisma"), "utf8");
  await writeFile(inProject("prisma", "schema.prisma"), `${schema}\nmodel Pulled {\n  id String @id\n}\n`);
  expect(await client()).not.toContain("Pulled");
  await Promise.all([refreshClient({ projectDir }), refreshClient({ projectDir })]);
  expect(await client()).toContain("Pulled");
});

it("says what is wrong with a schema, and takes no client made before for one of it", async () => {
  await refreshClient({ projectDir });
  await writeFile(inProject("prisma", "schema.prisma"), "model Broken {");
  await expect(refreshClient({ projectDir })).rejects.toThrow(/^Prisma's client could not be generated\.\n/);
  await expect(refreshClient({ projectDir })).rejects.toThrow();
});
