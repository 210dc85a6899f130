import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "@/server/platform/embedded-postgres";
import { eventually } from "@/tests/support/eventually";

let dataDir: string;
let server: EmbeddedPostgres | undefined;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "postern-embedded-"));
});
afterAll(async () => {
  await server?.stop();
  await rm(dataDir, { recursive: true, force: true });
});

const start = async () => {
  server = await startEmbeddedPostgres({ dataDir });
  return server;
};

async function query(statement: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: server?.urlOf("postgres") ?? "" });
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}

const readPid = async () => Number((await readFile(join(dataDir, "postgres", "postmaster.pid"), "utf8")).split("\n")[0]);

describe("startEmbeddedPostgres", () => {
  it("listens on loopback only, with a password that only its owner can read", async () => {
    expect((await start()).isAdopted).toBe(false);
    expect(await query("show listen_addresses")).toEqual([{ listen_addresses: "127.0.0.1" }]);
    const { mode } = await stat(join(dataDir, "postgres.password"));
    expect(mode & 0o777).toBe(0o600);
    const stranger = new pg.Client({ connectionString: server?.urlOf("postgres").replace(/:[^:@]+@/, ":wrong@") ?? "" });
    await expect(stranger.connect()).rejects.toThrow("password authentication failed");
  });

  it("adopts a server that was left running, and finds what was written, by whatever path the folder is named", async () => {
    await query("create table kept as select 42 as answer");
    server = await startEmbeddedPostgres({ dataDir: relative(process.cwd(), dataDir) });
    expect(server.isAdopted).toBe(true);
    expect(await query("select answer from kept")).toEqual([{ answer: 42 }]);
  });

  it("starts again after its server was killed, with all that was committed", async () => {
    expect(await server?.isAlive()).toBe(true);
    process.kill(await readPid(), "SIGKILL");
    await eventually(async () => expect(await server?.isAlive()).toBe(false));
    expect((await start()).isAdopted).toBe(false);
    expect(await query("select answer from kept")).toEqual([{ answer: 42 }]);
  });

  it("is not misled by a note of a dead server whose process id another program has now", async () => {
    await server?.stop();
    const other = spawn("sleep", ["60"]);
    const note = [other.pid, join(dataDir, "postgres"), 1, 1, "", "127.0.0.1", "", "ready", ""].join("\n");
    await writeFile(join(dataDir, "postgres", "postmaster.pid"), note);
    expect((await start()).isAdopted).toBe(false);
    expect(await query("select answer from kept")).toEqual([{ answer: 42 }]);
    other.kill("SIGKILL");
  });

  it("makes the cluster anew when the first start was cut off before it was complete", async () => {
    await server?.stop();
    await rm(join(dataDir, "postgres", "postern-initialised"));
    expect((await start()).isAdopted).toBe(false);
    expect(await query("select to_regclass('kept') as kept")).toEqual([{ kept: null }]);
  });
});
