import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { PrismaClient } from "@/prisma/generated/client";
import { preparedName } from "@/server/platform/prepared-statements";

export type Database = PrismaClient;
/** The client of a transaction. Functions take it when they may run inside a caller's transaction. */
export type Transaction = Parameters<Parameters<PrismaClient["$transaction"]>[0]>[0];

/** The time limits of a connection, in milliseconds, by PostgreSQL's own settings. */
export interface TimeLimits {
  /** For a statement. What takes longer in the right course of things works in chunks. */
  statementMs: number;
  /** For the wait for a lock that someone else holds. */
  lockMs: number;
  /** For a transaction in which nothing happens. */
  idleInTransactionMs: number;
}

const DEFAULT_POOL_SIZE = 10;
/** So that a few stuck statements are errors of their own callers, and no standstill of everybody. */
const DEFAULT_LIMITS: TimeLimits = { statementMs: 15_000, lockMs: 3_000, idleInTransactionMs: 30_000 };
/** For an operator's command, whose own user ends it when it takes too long. */
export const NO_LIMITS: TimeLimits = { statementMs: 0, lockMs: 0, idleInTransactionMs: 0 };

/**
 * Makes a client with a pool of at most `poolSize` connections, 10 by default, whose statements have time limits. The caller disconnects
 * it.
 */
export function createDatabase(input: { databaseUrl: string; poolSize?: number | undefined; limits?: TimeLimits }): Database {
  const { statementMs, lockMs, idleInTransactionMs } = input.limits ?? DEFAULT_LIMITS;
  const pool = new pg.Pool({
    connectionString: input.databaseUrl,
    max: input.poolSize ?? DEFAULT_POOL_SIZE,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    statement_timeout: statementMs,
    lock_timeout: lockMs,
    idle_in_transaction_session_timeout: idleInTransactionMs,
    // The driver adapter writes and reads times without their offset, so any other time zone would shift them.
    options: "-c TimeZone=UTC",
  });
  // A connection may be lost between two statements, when no caller waits for it. Without a listener, that error would end the
  // process. The pool makes another connection.
  pool.on("connect", (client) => client.on("error", () => undefined));
  const adapter = new PrismaPg(pool, { disposeExternalPool: true, statementNameGenerator: ({ sql }) => preparedName(sql) });
  return new PrismaClient({ adapter, transactionOptions: { maxWait: 5_000, timeout: 10_000 } });
}

/** Gives the rest of a transaction time limits of its own, in place of its connection's. */
export async function setTimeLimits(tx: Transaction, limits: Pick<TimeLimits, "statementMs" | "lockMs">): Promise<void> {
  const { statementMs, lockMs } = limits;
  await tx.$queryRaw`
    select set_config('statement_timeout', ${`${statementMs}ms`}, true), set_config('lock_timeout', ${`${lockMs}ms`}, true)`;
}
