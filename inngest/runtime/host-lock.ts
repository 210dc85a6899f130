import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { isDatabaseAway } from "@/server/database-away";
import { HOST_LOCK } from "@/server/installation/advisory-locks";

const BEAT_INTERVAL_MS = 2_000;
/** Short, because deliveries and the health check wait for the next host; long enough for a host that waits for days. */
const LOOK_INTERVAL_MS = 200;
const CONNECT_TIMEOUT_MS = 5_000;
/** Sooner than PostgreSQL frees the lock of a machine that it does not hear any more, so that no two hosts take themselves for the one. */
const ANSWER_WITHIN_MS = 20_000;
/**
 * A machine that is gone says no goodbye. By these settings PostgreSQL asks the host's machine after 10 s of silence, waits no longer for
 * an answer, and frees the lock within 25 s. By the system's own it would take up to two hours.
 */
const KEEP_ALIVE = "-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3 -c tcp_user_timeout=25000";

export interface HostLock {
  /** Settles when the lock is lost with its connection, or may be. Another host may then start, so this one must end. */
  lost: Promise<void>;
  /** Begins to show, every 2 s, that this process is alive and has its database. */
  beat(): void;
  /** Gives the place to whoever waits for it. The last beat stays, so that a next host is believed while it begins. */
  release(): Promise<void>;
}

/** The reason why a host waits: there is another one, or the database does not answer. */
export type HostWait = { for: "other-host" } | { for: "database"; error: unknown };

/**
 * Makes this process the database's only embedded host, by an advisory lock on a connection of its own. Waits, for as long as it takes,
 * while another process is the host or the database does not answer; `onWait` is told when that begins. PostgreSQL frees the lock by itself
 * when its holder dies. Returns null once `signal` is aborted. Throws when the database answers but refuses what is asked of it.
 * `answerWithinMs` is for tests.
 */
export async function waitForHostLock(input: {
  databaseUrl: string;
  ownerId: string;
  signal?: AbortSignal;
  onWait?: (wait: HostWait) => void;
  answerWithinMs?: number;
}): Promise<HostLock | null> {
  const { databaseUrl, ownerId, signal, onWait, answerWithinMs = ANSWER_WITHIN_MS } = input;
  for (let isAway = false; !signal?.aborted; await sleep(LOOK_INTERVAL_MS)) {
    let connection: Connection | undefined;
    try {
      connection = await connect({ databaseUrl, answerWithinMs });
      isAway = false;
      if (await takeTurn(connection.client, { signal, onWait })) return holdLock({ ...connection, ownerId });
    } catch (error) {
      if (error instanceof pg.DatabaseError && !isDatabaseAway(error)) throw error;
      if (!isAway) onWait?.({ for: "database", error });
      isAway = true;
    }
    // Not waited for: a connection that does not answer says no goodbye either.
    connection?.client.end().catch(() => undefined);
  }
  return null;
}

interface Connection {
  client: pg.Client;
  /** Settles when the connection is lost. */
  lost: Promise<void>;
}

/** Connects. Throws an error that is none of the database's: it was there when Postern was started, so what is wrong now is waited out. */
async function connect({ databaseUrl, answerWithinMs }: { databaseUrl: string; answerWithinMs: number }): Promise<Connection> {
  const client = new pg.Client({
    connectionString: databaseUrl,
    keepAlive: true,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    query_timeout: answerWithinMs,
    options: KEEP_ALIVE,
  });
  const lost = new Promise<void>((resolve) => {
    client.on("error", () => resolve());
    client.on("end", () => resolve());
  });
  await client.connect().catch((cause: unknown) => {
    throw new Error("The database cannot be reached.", { cause });
  });
  return { client, lost };
}

/**
 * Asks for the lock until it is given. Asking at intervals keeps no statement open: one that waits inside PostgreSQL would keep its dead
 * rows from being removed. Returns false once `signal` is aborted.
 */
async function takeTurn(
  client: pg.Client,
  { signal, onWait }: { signal: AbortSignal | undefined; onWait: ((wait: HostWait) => void) | undefined },
): Promise<boolean> {
  let hasWaited = false;
  while (!(await tryLock(client))) {
    if (!hasWaited) onWait?.({ for: "other-host" });
    hasWaited = true;
    await sleep(LOOK_INTERVAL_MS);
    if (signal?.aborted) return false;
  }
  // The beat of a host that has just made room vouches for this one until its own first beat. One that is left from before proves nothing.
  if (!hasWaited) await client.query("delete from host_heartbeat");
  return true;
}

async function tryLock(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ isTaken: boolean }>(`select pg_try_advisory_lock($1) as "isTaken"`, [HOST_LOCK]);
  return rows[0]?.isTaken ?? false;
}

function holdLock({ client, lost, ownerId }: Connection & { ownerId: string }): HostLock {
  let timer: NodeJS.Timeout | undefined;
  let onSilence = () => {};
  const silence = new Promise<void>((resolve) => {
    onSilence = resolve;
  });
  const writeBeat = () =>
    client
      .query(
        `insert into host_heartbeat (id, owner_id, beat_at) values (1, $1, now())
         on conflict (id) do update set owner_id = excluded.owner_id, beat_at = excluded.beat_at`,
        [ownerId],
      )
      .catch((error: unknown) => {
        // A database that refuses to write, such as for want of room, is there, and so is the lock.
        if (!(error instanceof pg.DatabaseError)) onSilence();
      });
  return {
    lost: Promise.race([lost, silence]),
    beat: () => {
      void writeBeat();
      timer = setInterval(writeBeat, BEAT_INTERVAL_MS);
    },
    release: () => {
      clearInterval(timer);
      return client.end();
    },
  };
}
