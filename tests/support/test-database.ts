import { randomBytes } from "node:crypto";
import pg from "pg";
import { inject } from "vitest";
import { createDatabase, type Database } from "@/server/platform/db";

export interface TestDatabase {
  db: Database;
  databaseUrl: string;
  /** Disconnects and drops it. */
  drop(): Promise<void>;
}

async function asAdmin(statement: string): Promise<void> {
  const admin = new pg.Client({ connectionString: inject("postgresUrl") });
  await admin.connect();
  try {
    await admin.query(statement);
  } finally {
    await admin.end();
  }
}

/**
 * Makes a migrated database of its own for one test file, without a row; `isUnmigrated`: without a table, too. Make it in `beforeAll`, drop
 * it in `afterAll`.
 */
export async function createTestDatabase({ isUnmigrated = false }: { isUnmigrated?: boolean } = {}): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString("hex")}`;
  await asAdmin(`create database ${name} template ${isUnmigrated ? "template0" : "template_postern"}`);
  const url = new URL(inject("postgresUrl"));
  url.pathname = `/${name}`;
  const databaseUrl = url.toString();
  const db = createDatabase({ databaseUrl, poolSize: 5 });
  return {
    db,
    databaseUrl,
    drop: async () => {
      await db.$disconnect();
      await asAdmin(`drop database ${name} with (force)`);
    },
  };
}
