import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { eventually } from "@/tests/support/eventually";
import { type HttpSink, startHttpSink } from "@/tests/support/http-sink";
import { callApi, type StartedPostern, startPostern } from "@/tests/support/start-postern";
import { createTestDatabase, type TestDatabase } from "@/tests/support/test-database";

/** The first start may have to build. */
const BUILD_MS = 900_000;
const TOKEN = "pst_a_token_for_the_test_of_a_second_start";
const SECRET_KEY = randomBytes(32).toString("base64");

let folder: string;
let database: TestDatabase;
let sink: HttpSink;
const starts: StartedPostern[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "postern-second-"));
  database = await createTestDatabase();
  sink = await startHttpSink();
});
afterAll(async () => {
  for (const { process } of starts) process.kill("SIGTERM");
  await Promise.all(starts.map(({ ended }) => ended));
  await sink.close();
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

function start(name: string): StartedPostern {
  const env = { DATABASE_URL: database.databaseUrl, POSTERN_SECRET_KEY: SECRET_KEY, POSTERN_API_TOKEN: TOKEN };
  const started = startPostern({ env: { ...env, POSTERN_DATA_DIR: join(folder, name) } });
  starts.push(started);
  return started;
}

const post = (url: string, path: string, body: unknown) => callApi({ url, token: TOKEN, method: "POST", path, body });
const publish = (url: string, _id: string) => post(url, "/v1/webhooks/events", { eventName: "product_updated", entity: { _id } });
const readHost = async () => (await database.db.hostHeartbeat.findFirst())?.ownerId;
const readIds = () => sink.requests.map(({ rawBody }) => JSON.parse(rawBody).entity._id as string);

/** Asks again and again whether it is healthy, until it is told to stop; then gives all answers. */
function watchHealth(url: string): { stop(): Promise<Set<number>> } {
  const statuses = new Set<number>();
  let isOver = false;
  const asking = (async () => {
    while (!isOver) statuses.add((await fetch(`${url}/api/health`)).status);
  })();
  return {
    stop: async () => {
      isOver = true;
      await asking;
      return statuses;
    },
  };
}

it("serves beside the first on the same database, and takes its host's place when the first has ended its requests", {
  timeout: BUILD_MS + 120_000,
}, async () => {
  const first = start("first");
  const firstUrl = await first.url;
  await post(firstUrl, "/v1/webhooks/configs", { name: "Sink", eventName: "product_updated", url: `${sink.url}/hook` });
  const firstHost = await readHost();
  expect(firstHost).toMatch(/^host:/);

  const second = start("second");
  const secondUrl = await second.url;
  const health = watchHealth(secondUrl);
  expect(await (await fetch(`${secondUrl}/api/health`)).json()).toEqual({ status: "ok", database: "ok", host: "ok" });
  expect(await readHost()).toBe(firstHost);
  await publish(secondUrl, "published-through-the-second");
  await sink.waitForRequests(1);

  // The first is told to stop while its host waits for an endpoint.
  let letGo = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  sink.setRespond(() => held.then(() => ({})));
  await publish(firstUrl, "open-at-the-end");
  await sink.waitForRequests(2);
  first.process.kill("SIGTERM");
  await eventually(() => expect(fetch(firstUrl)).rejects.toThrow());
  expect((await publish(secondUrl, "published-meanwhile")).status).toBe(202);
  expect(await readHost()).toBe(firstHost);
  letGo();
  expect(await first.ended).toBe(0);

  await sink.waitForRequests(3);
  await eventually(async () => expect(await readHost()).not.toBe(firstHost));
  expect(await health.stop()).toEqual(new Set([200]));
  await eventually(async () => expect(await database.db.delivery.count({ where: { status: { not: "succeeded" } } })).toBe(0));
  expect(readIds()).toEqual(["published-through-the-second", "open-at-the-end", "published-meanwhile"]);
});
