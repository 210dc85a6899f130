import pg from "pg";

/** Runs one statement on a connection of its own. Throws when the database does not answer within 10 s, or refuses the statement. */
export async function queryOnce(databaseUrl: string, statement: string): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
    return await client.query(statement);
  } finally {
    await client.end().catch(() => undefined);
  }
}
