import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { startEmbeddedPostgres } from "@/server/platform/embedded-postgres";
import { applyMigrations } from "@/server/platform/schema-engine";

declare module "vitest" {
  interface ProvidedContext {
    postgresUrl: string;
  }
}

/** Starts one PostgreSQL server for the whole run, with a migrated template from which each test file copies its own database. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), "postern-test-"));
  const server = await startEmbeddedPostgres({ dataDir, settings: { fsync: "off", synchronous_commit: "off", full_page_writes: "off" } });
  const admin = new pg.Client({ connectionString: server.urlOf("postgres") });
  await admin.connect();
  await admin.query("create database template_postern");
  await applyMigrations({ projectDir: process.cwd(), databaseUrl: server.urlOf("template_postern") });
  await admin.query("alter database template_postern with is_template true allow_connections false");
  await admin.end();
  project.provide("postgresUrl", server.urlOf("postgres"));

  return async () => {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
}
