import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { PrismaClient } from "@/prisma/generated/client";
import { preparedName } from "@/server/platform/prepared-statements";

export type Database = PrismaClient;
/** The client of a transaction. Functions take it when they may run inside a caller's transaction. */
export type Transaction = Parameters<Parameters<PrismaClient["$transaction"]>[0]>[0];

/** Makes a client with a pool of at most `poolSize` connections. The caller disconnects it. */
export function createDatabase(input: { databaseUrl: string; poolSize?: number }): Database {
  const pool = new pg.Pool({
    connectionString: input.databaseUrl,
    max: input.poolSize ?? 10,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    // The driver adapter writes and reads times without their offset, so any other time zone would shift them.
    options: "-c TimeZone=UTC",
  });
  // A connection may be lost between two statements, when no caller waits for it. Without a listener, that error would end the
  // process. The pool makes another connection.
  pool.on("connect", (client) => client.on("error", () => undefined));
  const adapter = new PrismaPg(pool, { disposeExternalPool: true, statementNameGenerator: ({ sql }) => preparedName(sql) });
  return new PrismaClient({ adapter, transactionOptions: { maxWait: 5_000, timeout: 10_000 } });
}
