import { readFile } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";

/** The running installation (start-stack.ts). */
export interface Stack {
  url: string;
  email: string;
  password: string;
  token: string;
}

function read(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: the stack was not started.`);
  return value;
}

export function readStack(): Stack {
  return { url: read("E2E_URL"), email: read("E2E_EMAIL"), password: read("E2E_PASSWORD"), token: read("E2E_TOKEN") };
}

/** Runs one statement in the stack's own database, for what no page can do yet. */
export async function queryStackDatabase(statement: string, values: unknown[] = []): Promise<void> {
  const dataDir = read("E2E_DATA_DIR");
  const password = (await readFile(join(dataDir, "postgres.password"), "utf8")).trim();
  const port = Number((await readFile(join(dataDir, "postgres", "postmaster.pid"), "utf8")).split("\n")[3]);
  const client = new pg.Client({ host: "127.0.0.1", port, user: "postgres", password, database: "postern" });
  await client.connect();
  try {
    await client.query(statement, values);
  } finally {
    await client.end();
  }
}
