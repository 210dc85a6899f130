import pg from "pg";
import { HOST_LOCK } from "@/server/installation/advisory-locks";

const BEAT_INTERVAL_MS = 2_000;

export interface HostLock {
  /** Settles when the lock is lost with its connection. Another host may then start, so this one must end. */
  lost: Promise<void>;
  /** Begins to show, every 2 s, that this process is alive and has its database. */
  beat(): void;
  /** Stops showing that the process is alive, because it is about to end. A process that waits for the lock may continue to wait. */
  retire(): Promise<void>;
  release(): Promise<void>;
}

/**
 * Makes this process the database's only embedded host, by an advisory lock on a connection of its own. Returns null while another process
 * is the host. PostgreSQL frees the lock by itself when the process dies.
 */
export async function holdHostLock(input: { databaseUrl: string; ownerId: string }): Promise<HostLock | null> {
  const client = new pg.Client({ connectionString: input.databaseUrl, keepAlive: true });
  const lost = new Promise<void>((resolve) => {
    client.on("error", () => resolve());
    client.on("end", () => resolve());
  });
  await client.connect();
  const { rows } = await client.query<{ taken: boolean }>("select pg_try_advisory_lock($1) as taken", [HOST_LOCK]);
  if (!rows[0]?.taken) {
    await client.end();
    return null;
  }
  await client.query("delete from host_heartbeat");

  let timer: NodeJS.Timeout | undefined;
  const writeBeat = () =>
    client
      .query(
        `insert into host_heartbeat (id, owner_id, beat_at) values (1, $1, now())
         on conflict (id) do update set owner_id = excluded.owner_id, beat_at = excluded.beat_at`,
        [input.ownerId],
      )
      // A connection that fails also ends, and `lost` tells of that.
      .catch(() => undefined);
  return {
    lost,
    beat: () => {
      void writeBeat();
      timer = setInterval(writeBeat, BEAT_INTERVAL_MS);
    },
    retire: async () => {
      clearInterval(timer);
      await client.query("delete from host_heartbeat").catch(() => undefined);
    },
    release: () => client.end(),
  };
}
