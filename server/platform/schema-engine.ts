import { readdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import * as bindings from "@prisma/schema-engine-wasm/schema_engine_bg";
import pg from "pg";

/**
 * Prisma's own schema engine in its WebAssembly build. It applies and writes the same migration folders as `prisma migrate`,
 * without the binary that that command downloads (docs/decisions/002).
 */

const NO_FILTERS = { externalTables: [], externalEnums: [] };
const schemaPath = (projectDir: string) => join(projectDir, "prisma", "schema.prisma");
const migrationsPath = (projectDir: string) => join(projectDir, "prisma", "migrations");

/** Every module that imports this one needs the engine. */
await loadEngine();

async function loadEngine(): Promise<void> {
  const wasmPath = createRequire(import.meta.url)
    .resolve("@prisma/schema-engine-wasm/schema_engine_bg")
    .replace(/\.js$/, ".wasm");
  const { instance } = await WebAssembly.instantiate(await readFile(wasmPath), {
    "./schema_engine_bg.js": bindings as unknown as WebAssembly.ModuleImports,
  });
  bindings.__wbg_set_wasm(instance.exports);
  const start = instance.exports["__wbindgen_start"];
  if (typeof start === "function") start();
}

/**
 * Returns an adapter factory that runs each script as a whole, as one transaction, so that a migration is made in full or not at
 * all. Prisma's adapter would cut it at each semicolon and run it statement by statement.
 */
function withWholeScripts(pool: pg.Pool): PrismaPg {
  const factory = new PrismaPg(pool);
  const connect = factory.connect.bind(factory);
  factory.connect = async () => {
    const adapter = await connect();
    adapter.executeScript = async (script) => void (await pool.query(script));
    return adapter;
  };
  return factory;
}

async function withEngine<Result>(
  input: { projectDir: string; databaseUrl: string },
  use: (engine: bindings.SchemaEngine) => Promise<Result>,
): Promise<Result> {
  const pool = new pg.Pool({ connectionString: input.databaseUrl, max: 2 });
  try {
    const adapter = bindMigrationAwareSqlAdapterFactory(withWholeScripts(pool));
    const schema = await readFile(schemaPath(input.projectDir), "utf8");
    const engine = await bindings.SchemaEngine.new({ datamodels: [["schema.prisma", schema]] }, () => undefined, adapter);
    try {
      return await use(engine);
    } finally {
      engine.free();
    }
  } finally {
    await pool.end();
  }
}

async function listMigrations(projectDir: string) {
  const baseDir = migrationsPath(projectDir);
  const lockfile = { path: "migration_lock.toml", content: await readFile(join(baseDir, "migration_lock.toml"), "utf8").catch(() => null) };
  const entries = await readdir(baseDir, { withFileTypes: true }).catch(() => []);
  const names = entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  const migrationDirectories = await Promise.all(
    names.map(async (name) => ({
      path: name,
      migrationFile: {
        path: "migration.sql",
        content: { tag: "ok" as const, value: await readFile(join(baseDir, name, "migration.sql"), "utf8") },
      },
    })),
  );
  return { baseDir, lockfile, shadowDbInitScript: "", migrationDirectories };
}

/**
 * Applies, in order, every migration of `prisma/migrations` that the database lacks, and records each in `_prisma_migrations`.
 * Returns the names of the applied ones. Throws the engine's error when one fails.
 */
export async function applyMigrations(input: { projectDir: string; databaseUrl: string }): Promise<string[]> {
  const migrationsList = await listMigrations(input.projectDir);
  return withEngine(input, async (engine) => {
    const { appliedMigrationNames } = await engine.applyMigrations({ filters: NO_FILTERS, migrationsList });
    return appliedMigrationNames;
  });
}

/**
 * Returns the SQL that takes a database from one Prisma schema (null: an empty database) to another; empty when they agree. It
 * compares only the two texts, but the engine needs some database that it can reach: `databaseUrl`.
 */
export async function diffSchemas(input: { projectDir: string; databaseUrl: string; from: string | null; to: string }): Promise<string> {
  const datamodel = (content: string) => ({ tag: "schemaDatamodel" as const, files: [{ path: "schema.prisma", content }] });
  return withEngine(input, async (engine) => {
    const { stdout } = await engine.diff({
      from: input.from === null ? { tag: "empty" } : datamodel(input.from),
      to: datamodel(input.to),
      script: true,
      exitCode: null,
      filters: NO_FILTERS,
    });
    return stdout ?? "";
  });
}
