import { makeEmbeddedDatabase } from "@/bin/start/embedded-database";
import { keepRunning } from "@/bin/start/keep-running";
import type { Patience } from "@/bin/start/patience";
import { queryOnce } from "@/bin/start/query-once";

export interface OpenedDatabase {
  databaseUrl: string;
  /** Rejects when the embedded server could not be kept running. It never does for the operator's own database, which may come back. */
  failed: Promise<never>;
  /** Stops the server that was started for it. Does nothing for the operator's own database. */
  close(): Promise<void>;
}

/** The embedded server ends its connections at once and writes a checkpoint. It has limits of its own for that. */
const NO_GRACE_MS = 0;

/**
 * Returns the database to use: the given one, once it has answered, or else the embedded PostgreSQL of the data folder, which is kept
 * running. Throws one line that says what to do when there is none.
 */
export async function openDatabase(input: {
  databaseUrl: string | undefined;
  dataDir: string;
  patience: Patience;
}): Promise<OpenedDatabase> {
  if (input.databaseUrl) {
    await checkAnswer(input.databaseUrl);
    return { databaseUrl: input.databaseUrl, failed: new Promise(() => undefined), close: async () => undefined };
  }
  const { part, getUrl } = makeEmbeddedDatabase(input);
  const kept = keepRunning(part, input.patience);
  await kept.up;
  return { databaseUrl: getUrl(), failed: kept.failed, close: () => kept.stop(NO_GRACE_MS) };
}

/** Checks whether the operator's own database answers. Throws one line that names the variable when it does not. */
export async function checkAnswer(databaseUrl: string): Promise<void> {
  await queryOnce(databaseUrl, "select 1").catch((error) => {
    const { hostname, port, pathname } = new URL(databaseUrl);
    const name = `${pathname.slice(1)} at ${hostname}:${port || 5432}`;
    throw new Error(`DATABASE_URL: the database ${name} does not answer: ${error.message || error.code}.`);
  });
}
