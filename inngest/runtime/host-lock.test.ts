import { type AddressInfo, connect, createServer, type Server } from "node:net";
import { describe, expect, it } from "vitest";
import { type HostWait, waitForHostLock } from "@/inngest/runtime/host-lock";
import { isHostAlive } from "@/server/installation/check-health";
import { eventually } from "@/tests/support/eventually";
import { withTestDatabase } from "@/tests/support/test-database";

const database = withTestDatabase();
const take = (ownerId: string, more: Partial<Parameters<typeof waitForHostLock>[0]> = {}) =>
  waitForHostLock({ databaseUrl: database.databaseUrl, ownerId, ...more });
const isAlive = () => isHostAlive(database.db);
/** Listens on a free port. Returns the database's address with that port in place of its own. */
async function listenInPlace(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = new URL(database.databaseUrl);
  url.port = `${(server.address() as AddressInfo).port}`;
  return url.toString();
}
const readOwner = async () => (await database.db.hostHeartbeat.findFirst())?.ownerId;

describe("waitForHostLock", () => {
  it("hands the place over without a moment in which no host seems to be there", async () => {
    const first = await take("host:first");
    first?.beat();
    await eventually(async () => expect(await readOwner()).toBe("host:first"));
    const waits: string[] = [];
    const next = take("host:second", { onWait: (wait) => waits.push(wait.for) });
    await eventually(() => expect(waits).toEqual(["other-host"]));

    const answers: Promise<boolean>[] = [];
    const asking = setInterval(() => answers.push(isAlive()), 20);
    await first?.release();
    const second = await next;
    second?.beat();
    await eventually(async () => expect(await readOwner()).toBe("host:second"));
    clearInterval(asking);
    expect(answers.length).toBeGreaterThan(0);
    expect(await Promise.all(answers)).not.toContain(false);
    await second?.release();
  });

  it("believes no beat that is left from before", async () => {
    await database.db.$executeRaw`update host_heartbeat set beat_at = now()`;
    const lock = await take("host:next");
    expect(await isAlive()).toBe(false);
    await lock?.release();
  });

  it("ends its wait when its process stops", async () => {
    const lock = await take("host:first");
    const stopping = new AbortController();
    await expect(take("host:second", { signal: stopping.signal, onWait: () => stopping.abort() })).resolves.toBeNull();
    await lock?.release();
  });

  it("waits for a database that does not answer, and tells it once", async () => {
    const asked: number[] = [];
    const waits: HostWait[] = [];
    const away = createServer((socket) => {
      asked.push(Date.now());
      socket.destroy();
    });
    const databaseUrl = await listenInPlace(away);
    const stopping = new AbortController();
    const taking = take("host:first", { databaseUrl, signal: stopping.signal, onWait: (wait) => waits.push(wait) });
    await eventually(() => expect(asked.length).toBeGreaterThan(2));
    stopping.abort();
    expect(await taking).toBeNull();
    expect(waits).toEqual([{ for: "database", error: expect.any(Error) }]);
    away.close();
  });

  it("takes the lock for lost when its connection stays but nothing answers any more", async () => {
    const { hostname, port } = new URL(database.databaseUrl);
    let fallSilent = () => {};
    const between = createServer((socket) => {
      const upstream = connect(Number(port), hostname);
      socket.pipe(upstream).pipe(socket);
      fallSilent = () => void upstream.unpipe(socket);
      socket.on("error", () => undefined);
      socket.on("close", () => upstream.destroy());
    });
    const lock = await take("host:first", { databaseUrl: await listenInPlace(between), answerWithinMs: 200 });
    fallSilent();
    lock?.beat();
    await lock?.lost;
    void lock?.release();
    between.close();
  });
});
