import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { type IncomingMessage, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { eventually } from "@/tests/support/eventually";
import { type HttpSink, startHttpSink } from "@/tests/support/http-sink";
import { callApi, listAllProcesses, readPostmaster, type StartedPostern, startPostern } from "@/tests/support/start-postern";

const run = promisify(execFile);
/** The first start may have to build. */
const BUILD_MS = 900_000;
const TOKEN = "pst_a_token_for_the_test_of_the_start";

let dataDir: string;
let sink: HttpSink;
const starts: StartedPostern[] = [];

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "postern-start-"));
  sink = await startHttpSink();
});
afterAll(async () => {
  for (const start of starts) start.process.kill("SIGTERM");
  await Promise.all(starts.map(({ ended }) => ended));
  await sink.close();
  await rm(dataDir, { recursive: true, force: true });
});

function start(env: Record<string, string> = {}): StartedPostern {
  const started = startPostern({ env: { POSTERN_DATA_DIR: dataDir, POSTERN_API_TOKEN: TOKEN, ...env } });
  starts.push(started);
  return started;
}

/** Returns the ids of the start's process, of the database server's, and of all processes below them. */
async function listProcesses(root: number): Promise<number[]> {
  const rows = await listAllProcesses("pid", "ppid", "stat");
  const parentOf = new Map(rows.filter(([, , stat]) => !stat?.startsWith("Z")).map(([pid, parent]) => [Number(pid), Number(parent)]));
  const roots = new Set([root, await readPostmaster(dataDir)]);
  const isBelow = (pid: number): boolean => roots.has(pid) || (parentOf.has(pid) && isBelow(parentOf.get(pid) ?? 0));
  return [...parentOf.keys()].filter(isBelow);
}

const isRunning = (pid: number) =>
  run("ps", ["-o", "stat=", "-p", `${pid}`]).then(
    ({ stdout }) => !stdout.startsWith("Z"),
    () => false,
  );
const listRunning = async (pids: number[]) => (await Promise.all(pids.map(async (pid) => ((await isRunning(pid)) ? [pid] : [])))).flat();

const call = (url: string, method: string, path: string, body?: unknown) => callApi({ url, token: TOKEN, method, path, body });

/** Returns the status of a method that fetch does not send. */
const trace = (url: string): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    const onAnswer = (answer: IncomingMessage) => resolve(answer.resume().statusCode);
    request(url, { method: "TRACE" }, onAnswer).once("error", reject).end();
  });

const publish = (url: string, ids: string[]) =>
  call(
    url,
    "POST",
    "/v1/webhooks/events",
    ids.map((_id) => ({ eventName: "product_updated", entity: { _id } })),
  );
const readIds = () => new Set(sink.requests.map(({ rawBody }) => JSON.parse(rawBody).entity._id as string));

describe("npm start", () => {
  it("runs the whole of Postern, survives the death of all of it, keeps what it has, and stops without a trace", {
    timeout: BUILD_MS + 120_000,
  }, async () => {
    const first = start();
    const firstUrl = await first.url;
    expect(first.output()).toMatch(/This is the first start[\s\S]*e-mail +admin@example\.com[\s\S]*password +\S{12,}/);
    expect(await (await fetch(`${firstUrl}/api/health`)).json()).toEqual({ status: "ok", database: "ok", host: "ok" });
    expect((await fetch(`${firstUrl}/api/inngest`, { method: "POST", body: "{}" })).status).toBe(404);
    expect(await trace(`${firstUrl}/v1/webhooks/configs`)).toBe(405);
    const config = { name: "Sink", eventName: "product_updated", url: `${sink.url}/hook` };
    const created = await call(firstUrl, "POST", "/v1/webhooks/configs", config);
    expect(created.status).toBe(201);
    await publish(firstUrl, ["before"]);
    await sink.waitForRequests(1);

    // A second start on the same data, while the first lives, leaves it alone.
    const second = start();
    expect(await second.ended).toBe(1);
    expect(second.output().trim()).toBe(
      `Postern is already running with the data in ${dataDir}. Stop it first, or set POSTERN_DATA_DIR and PORT.`,
    );

    // Everything is killed while the endpoint keeps its requests waiting.
    sink.setRespond(() => ({ hang: true }));
    const ids = Array.from({ length: 50 }, (_, index) => `event-${index}`);
    await publish(firstUrl, ids);
    await sink.waitForRequests(20);
    const doomed = await listProcesses(first.process.pid ?? 0);
    expect(doomed.length).toBeGreaterThan(4);
    for (const pid of doomed) process.kill(pid, "SIGKILL");
    await eventually(async () => expect(await listRunning(doomed)).toEqual([]));
    sink.setRespond(() => ({}));
    sink.requests.length = 0;

    const third = start();
    const thirdUrl = await third.url;
    expect(third.output()).not.toContain("first start");
    await eventually(() => expect([...readIds()].sort()).toEqual([...ids].sort()));

    // A client that waits for an answer still gets it, though no new one is let in.
    const processes = await listProcesses(third.process.pid ?? 0);
    let letGo = () => {};
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    sink.setRespond(() => held.then(() => ({})));
    sink.requests.length = 0;
    const waiting = call(thirdUrl, "POST", `/v1/webhooks/configs/${created.body["id"]}/trigger?sync=true`, { metadata: {}, entity: {} });
    await sink.waitForRequests(1);
    third.process.kill("SIGTERM");
    await eventually(() => expect(fetch(thirdUrl)).rejects.toThrow());
    letGo();
    expect(await waiting).toMatchObject({ status: 200, body: { status: "succeeded" } });
    expect(await third.ended).toBe(0);
    expect(await listRunning(processes)).toEqual([]);
    await expect(fetch(thirdUrl)).rejects.toThrow();
  });

  it("ends at once, and says what to do, when its port is in use", async () => {
    const refused = start({ PORT: `${sink.port}` });
    expect(await refused.ended).toBe(1);
    expect(refused.output().trim()).toBe(
      `PORT: ${sink.port} on 127.0.0.1 is in use. Stop what uses it, or set PORT to another one (0: any free one).`,
    );
  });

  it("names each variable that is wrong, a line each", async () => {
    vi.stubEnv("POSTERN_REQUIRE_HTTPS", "yes");
    vi.stubEnv("POSTERN_ADMIN_PASSWORD", "short");
    const wrong = start();
    expect(await wrong.ended).toBe(1);
    expect(wrong.output().trim().split("\n")).toEqual([
      "POSTERN_ADMIN_PASSWORD: must have at least 8 characters",
      "POSTERN_REQUIRE_HTTPS: must be true or false",
    ]);
    vi.unstubAllEnvs();
  });
});
