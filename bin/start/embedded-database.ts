import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import type { Part } from "@/bin/start/part";
import { queryOnce } from "@/bin/start/query-once";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "@/server/platform/embedded-postgres";

export interface EmbeddedDatabase {
  part: Part;
  /** Returns the database's address, once the part is up. It stays the same however often the server is started again. */
  getUrl(): string;
}

const DATABASE_NAME = "postern";
const LOOK_AGAIN_MS = 500;

/** Makes the part that is the embedded PostgreSQL of the data folder, started or adopted, with Postern's database in it. */
export function makeEmbeddedDatabase({ dataDir }: { dataDir: string }): EmbeddedDatabase {
  let databaseUrl = "";

  async function open(): Promise<EmbeddedPostgres> {
    // The other parts know the port, so each start after the first takes the same.
    const settings: Record<string, string> = databaseUrl === "" ? {} : { port: new URL(databaseUrl).port };
    const server = await startEmbeddedPostgres({ dataDir, settings });
    const { rowCount } = await queryOnce(server.urlOf("postgres"), `select 1 from pg_database where datname = '${DATABASE_NAME}'`);
    if (rowCount === 0) await queryOnce(server.urlOf("postgres"), `create database ${DATABASE_NAME}`);
    const url = server.urlOf(DATABASE_NAME);
    const isElsewhere = databaseUrl !== "" && url !== databaseUrl;
    if (isElsewhere) throw new Error("A command has started the server on another port. It stops it at its end.");
    databaseUrl = url;
    return server;
  }

  return {
    part: {
      name: "The embedded PostgreSQL",
      whereToLook: `Its log ${join(dataDir, "postgres", "server.log")} tells why.`,
      start() {
        const opening = open();
        return {
          up: opening.then(() => undefined),
          ended: opening.then(waitForEnd).then(
            () => ({ how: "ended by itself", lastLines: "" }),
            (error: Error) => ({ how: "did not start", lastLines: error.message }),
          ),
          stop: () =>
            opening.then(
              (server) => server.stop(),
              () => undefined,
            ),
          // A server that goes on does no harm: the next start adopts it.
          kill: () => undefined,
        };
      },
    },
    getUrl: () => databaseUrl,
  };
}

/**
 * Settles when the server has ended. Keeps a connection to learn of it. A lost connection alone proves nothing, because PostgreSQL ends all
 * of them when one of its processes crashes.
 */
async function waitForEnd(server: EmbeddedPostgres): Promise<void> {
  for (;;) {
    await holdConnection(server.urlOf(DATABASE_NAME));
    if (!(await server.isAlive())) return;
    await sleep(LOOK_AGAIN_MS);
  }
}

/** Settles when the connection is lost, or at once when there can be none. */
function holdConnection(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  return new Promise((resolve) => {
    client.on("error", () => resolve());
    client.on("end", () => resolve());
    client.connect().catch(() => resolve());
  });
}
