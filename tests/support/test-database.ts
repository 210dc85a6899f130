import { randomBytes } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, inject } from "vitest";
import { createDatabase, type Database } from "@/server/platform/db";
import { PATIENCE_MS } from "@/tests/support/eventually";

export interface TestDatabase {
  db: Database;
  databaseUrl: string;
  /** Disconnects from the database and drops it. */
  drop(): Promise<void>;
}

/** Time limits that no busy machine reaches. */
const PATIENT_LIMITS = { statementMs: PATIENCE_MS, lockMs: PATIENCE_MS, idleInTransactionMs: PATIENCE_MS };

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
 * Creates a migrated database without a row; with `isUnmigrated` it has no table either. It is for test files that need a new one
 * for each test, or that drop it themselves; all others call `withTestDatabase`.
 */
export async function createTestDatabase({ isUnmigrated = false }: { isUnmigrated?: boolean } = {}): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString("hex")}`;
  await asAdmin(`create database ${name} template ${isUnmigrated ? "template0" : "template_postern"}`);
  const url = new URL(inject("postgresUrl"));
  url.pathname = `/${name}`;
  const databaseUrl = url.toString();
  const db = createDatabase({ databaseUrl, poolSize: 5, limits: PATIENT_LIMITS });
  return {
    db,
    databaseUrl,
    drop: async () => {
      await db.$disconnect();
      await asAdmin(`drop database ${name} with (force)`);
    },
  };
}

/**
 * Gives the tests of a file a migrated database of their own, without a row. It is created before them and dropped after them.
 * Its members are available in hooks and tests; read earlier they throw.
 */
export function withTestDatabase(): Pick<TestDatabase, "db" | "databaseUrl"> {
  let made: TestDatabase | undefined;
  beforeAll(async () => {
    made = await createTestDatabase();
  });
  afterAll(() => made?.drop());
  const use = () => {
    if (!made) throw new Error("The test database is there in hooks and tests only: do not read it while the file is loaded.");
    return made;
  };
  return {
    get db() {
      return use().db;
    },
    get databaseUrl() {
      return use().databaseUrl;
    },
  };
}
