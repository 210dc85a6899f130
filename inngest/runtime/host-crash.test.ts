import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { addEvent, newHostEvent } from "@/inngest/runtime/add-event";
import { waitForHostLock } from "@/inngest/runtime/host-lock";
import { migrateHost } from "@/inngest/runtime/migrate-host";
import { HOST_LOCK } from "@/server/installation/advisory-locks";
import { isHostAlive } from "@/server/installation/check-health";
import { eventually } from "@/tests/support/eventually";
import { withTestDatabase } from "@/tests/support/test-database";

const database = withTestDatabase();
const children: ChildProcess[] = [];
beforeAll(async () => {
  vi.stubEnv("LOG_LEVEL", "silent");
  await migrateHost({ databaseUrl: database.databaseUrl });
  await database.db.$executeRaw`create table seen (what text not null)`;
});
afterAll(() => {
  for (const child of children) child.kill("SIGKILL");
});

function startHostProcess(): ChildProcess {
  const args = ["--import", "tsx", "tests/support/crash-test-host.ts", database.databaseUrl];
  const child = spawn(process.execPath, args, { stdio: "inherit" });
  children.push(child);
  return child;
}

const readSeen = async () => (await database.db.$queryRaw<{ what: string }[]>`select what from seen`).map(({ what }) => what);
const isAlive = () => isHostAlive(database.db);

describe("a host that is killed in the middle of a run", () => {
  it("is followed by one that repeats the step that was cut off, and no step before it", async () => {
    const first = startHostProcess();
    await addEvent({ db: database.db, event: newHostEvent({ name: "crash" }) });
    await eventually(async () => expect(await readSeen()).toEqual(["one", "two"]));
    first.kill("SIGKILL");
    await once(first, "exit");

    startHostProcess();
    await eventually(async () => expect(await readSeen()).toEqual(["one", "two", "two", "three"]));
    await eventually(async () => expect(await database.db.hostRun.count()).toBe(0));
  });

  it("lets a second host wait beside it while it lives, and take its place when it is gone", async () => {
    await eventually(async () => expect(await isAlive()).toBe(true));
    const first = children.at(-1);
    startHostProcess();
    await eventually(async () => expect(await readSeen()).toContain("waiting"));
    first?.kill("SIGKILL");
    await database.db.$executeRaw`delete from seen`;
    await addEvent({ db: database.db, event: newHostEvent({ name: "crash" }) });
    await eventually(async () => expect(await readSeen()).toEqual(["one", "two"]));
  });

  it("shows at once when it is gone", async () => {
    await eventually(async () => expect(await isAlive()).toBe(true));
    for (const child of children) child.kill("SIGKILL");
    await eventually(async () => expect(await isAlive()).toBe(false));
    const lock = await waitForHostLock({ databaseUrl: database.databaseUrl, ownerId: "host:test" });
    await lock?.release();
  });

  it("learns that it has lost the lock when its connection is cut", async () => {
    const lock = await waitForHostLock({ databaseUrl: database.databaseUrl, ownerId: "host:test" });
    await database.db.$executeRaw`select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and objid = ${HOST_LOCK}::int`;
    await lock?.lost;
    const next = await waitForHostLock({ databaseUrl: database.databaseUrl, ownerId: "host:next" });
    expect(next).not.toBeNull();
    await next?.release();
  });
});
