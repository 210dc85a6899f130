import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { systemClock } from "@/server/platform/clock";
import { createDatabase } from "@/server/platform/db";
import { startEmbeddedPostgres } from "@/server/platform/embedded-postgres";
import { loadEnv } from "@/server/platform/env";
import { applyMigrations, diffSchemas } from "@/server/platform/schema-engine";
import { makeDays } from "@/server/retention/make-days";

/**
 * `npm run migrate` applies the migrations to DATABASE_URL. `npm run migrate -- --create NAME` writes the next migration from what has
 * changed in schema.prisma since the last one (kept as migrations/schema.prisma).
 */
const projectDir = process.cwd();
const migrationsDir = join(projectDir, "prisma", "migrations");

async function withThrowawayDatabase<Result>(use: (databaseUrl: string) => Promise<Result>): Promise<Result> {
  const dataDir = await mkdtemp(join(tmpdir(), "postern-migrate-"));
  const server = await startEmbeddedPostgres({ dataDir });
  try {
    return await use(server.urlOf("postgres"));
  } finally {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function createMigration(name: string): Promise<void> {
  const schema = await readFile(join(projectDir, "prisma", "schema.prisma"), "utf8");
  const before = await readFile(join(migrationsDir, "schema.prisma"), "utf8").catch(() => null);
  const sql = await withThrowawayDatabase((databaseUrl) => diffSchemas({ projectDir, databaseUrl, from: before, to: schema }));
  if (sql.trim() === "" || sql.startsWith("-- This is an empty migration")) {
    console.log("schema.prisma says what the last migration made: nothing to write.");
    return;
  }
  const stamp = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
  const directory = join(migrationsDir, `${stamp}_${name}`);
  await mkdir(directory, { recursive: true });
  await writeFile(join(directory, "migration.sql"), sql);
  await writeFile(join(migrationsDir, "schema.prisma"), schema);
  console.log(`Wrote ${directory}/migration.sql. Read it before you commit it.`);
}

const { values } = parseArgs({ options: { create: { type: "string" } } });
if (values.create) {
  await createMigration(values.create);
} else {
  const { databaseUrl } = loadEnv();
  if (!databaseUrl) throw new Error("Set DATABASE_URL to the database to migrate.");
  const applied = await applyMigrations({ projectDir, databaseUrl });
  const db = createDatabase({ databaseUrl, poolSize: 1 });
  await makeDays({ db, now: systemClock.now() }).finally(() => db.$disconnect());
  console.log(applied.length === 0 ? "The database is up to date." : `Applied ${applied.join(", ")}.`);
}
