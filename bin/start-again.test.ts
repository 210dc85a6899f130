import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eventually } from "@/tests/support/eventually";
import { type HttpSink, startHttpSink } from "@/tests/support/http-sink";
import { callApi, findPart, readPostmaster, type StartedPostern, startPostern } from "@/tests/support/start-postern";

/** The first start may have to build. */
const BUILD_MS = 900_000;
const TOKEN = "pst_a_token_for_the_test_of_starting_again";
/** A machine on which a whole start takes longer is too busy to be held to it. */
const BACK_WITHIN_MS = 10_000;
/** Shorter than in production, so that the test is, and longer than a web server loads without a beat on a busy machine. */
const PATIENCE = { silentAfterMs: 15_000, pausesMs: [100, 100] };

let dataDir: string;
let sink: HttpSink;
let postern: StartedPostern;
let url: string;
let startTookMs: number;
let publishing: ReturnType<typeof publishSteadily>;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "postern-again-"));
  sink = await startHttpSink();
  const startedAtMs = Date.now();
  postern = startPostern({ env: { POSTERN_DATA_DIR: dataDir, POSTERN_API_TOKEN: TOKEN }, patience: PATIENCE });
  url = await postern.url;
  startTookMs = Date.now() - startedAtMs;
  const config = { name: "Sink", eventName: "product_updated", url: `${sink.url}/hook` };
  expect((await call("POST", "/v1/webhooks/configs", config)).status).toBe(201);
  publishing = publishSteadily();
}, BUILD_MS);
afterAll(async () => {
  postern.process.kill("SIGTERM");
  await postern.ended;
  await sink.close();
  await rm(dataDir, { recursive: true, force: true });
});

const call = (method: string, path: string, body: unknown) => callApi({ url, token: TOKEN, method, path, body });

/** Publishes an event every 50 ms, whatever becomes of it. `accepted` are those that were answered with 202. */
function publishSteadily() {
  const accepted: string[] = [];
  const underWay = new Set<Promise<void>>();
  let count = 0;
  const publish = async () => {
    const _id = `event-${count++}`;
    const answer = await call("POST", "/v1/webhooks/events", { eventName: "product_updated", entity: { _id } }).catch(() => null);
    if (answer?.status === 202) accepted.push(_id);
  };
  const timer = setInterval(() => {
    const published = publish().finally(() => underWay.delete(published));
    underWay.add(published);
  }, 50);
  return {
    accepted,
    stop: async () => {
      clearInterval(timer);
      await Promise.all(underWay);
    },
  };
}

const findPostmaster = () => readPostmaster(dataDir);
const findWeb = () => findPart(postern, "web");
const findHost = () => findPart(postern, "host");

/** Sends a signal to the processes that `finds` find. Returns how long it took until others were in their place and Postern was healthy. */
async function strike(signal: NodeJS.Signals, finds: (() => Promise<number | undefined>)[]): Promise<number> {
  const before = await Promise.all(finds.map((find) => find()));
  const struckAtMs = Date.now();
  for (const pid of before) process.kill(pid ?? Number.NaN, signal);
  const isBack = async () => {
    const now = await Promise.all(finds.map((find) => find()));
    for (const [index, pid] of now.entries()) expect([before[index], undefined, Number.NaN]).not.toContain(pid);
    expect((await fetch(`${url}/api/health`)).status).toBe(200);
  };
  await eventually(isBack, { intervalMs: 100 });
  return Date.now() - struckAtMs;
}

async function listen(port: number): Promise<Server> {
  const server = createServer().listen(port, "127.0.0.1");
  await once(server, "listening");
  return server;
}

describe("npm start, while events are published", () => {
  it.each([
    ["web server", findWeb, "The web server ended by SIGKILL; starting it again"],
    ["host", findHost, "The host ended by SIGKILL; starting it again"],
    ["embedded PostgreSQL", findPostmaster, "The embedded PostgreSQL ended by itself; starting it again"],
  ])("starts a killed %s again, and is healthy within 10 s", async (_part, find, line) => {
    const acceptedBefore = publishing.accepted.length;
    expect(await strike("SIGKILL", [find])).toBeLessThan(Math.max(BACK_WITHIN_MS, startTookMs));
    expect(postern.output()).toContain(line);
    await eventually(() => expect(publishing.accepted.length).toBeGreaterThan(acceptedBefore + 5));
  });

  it("kills a web server and a host that hang, and starts them again", async () => {
    await strike("SIGSTOP", [findWeb, findHost]);
    expect(postern.output()).toContain("The web server was silent for 15 s and was killed; starting it again");
    expect(postern.output()).toContain("The host was silent for 15 s and was killed; starting it again");
  });

  it("loses none of the events that it has accepted", async () => {
    await publishing.stop();
    expect(publishing.accepted.length).toBeGreaterThan(0);
    await eventually(() => {
      const received = new Set(sink.requests.map(({ rawBody }) => JSON.parse(rawBody).entity._id as string));
      expect(publishing.accepted.filter((id) => !received.has(id))).toEqual([]);
    });
  });

  it("ends with 1, and with one line that says what to do, when a part cannot be kept running", async () => {
    process.kill((await findWeb()) ?? Number.NaN, "SIGKILL");
    // Somebody else takes the port before the next web server has loaded.
    const usurper = await eventually(() => listen(Number(new URL(url).port)), { intervalMs: 5 });
    expect(await postern.ended).toBe(1);
    usurper.close();
    const line = postern
      .output()
      .split("\n")
      .find((text) => text.includes("so Postern stops"));
    expect(line).toMatch(/^The web server ended with the exit code 1; its start has failed 3 times in a row, so Postern stops\. .+$/);
    expect(postern.output()).toContain("EADDRINUSE");
  });
});
