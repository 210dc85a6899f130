import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { newId } from "@/domain/ids";
import { createEmbeddedJobs } from "@/inngest/jobs";
import { migrateHost } from "@/inngest/runtime/migrate-host";
import { createStartListener } from "@/server/automation/start-listener";
import { createFlow } from "@/server/automation-flow/create-flow";
import { createEntity } from "@/server/entity/create-entity";
import { createDatabase, type Database } from "@/server/platform/db";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "@/server/platform/embedded-postgres";
import { applyMigrations } from "@/server/platform/schema-engine";
import { createVault } from "@/server/platform/vault";
import { ensurePlatformKey } from "@/server/signing/ensure-platform-key";
import { generateSigningSecret, signingSecretPurpose } from "@/server/signing/signing-secret";
import { eventually, PATIENCE_MS } from "@/tests/support/eventually";
import { startHttpSink } from "@/tests/support/http-sink";
import { createTestContext } from "@/tests/support/test-context";
import { makeOrganization, makeWebhook } from "@/tests/support/test-rows";

const TOTAL = 20;
const EVENT_NAME = "automation_rule_triggered";
/** Two hosts are started, which takes long on a busy machine, and each does its part. */
vi.setConfig({ testTimeout: 5 * PATIENCE_MS, hookTimeout: PATIENCE_MS });

/** The test has a server of its own, because it crashes it. */
let dataDir: string;
let server: EmbeddedPostgres;
let db: Database;
const secretKey = randomBytes(32).toString("base64");
const children: ChildProcess[] = [];
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "postern-execution-crash-"));
  server = await startEmbeddedPostgres({ dataDir, settings: { fsync: "off" } });
  const admin = new pg.Client({ connectionString: server.urlOf("postgres") });
  await admin.connect();
  await admin.query("create database postern");
  await admin.end();
  const databaseUrl = server.urlOf("postern");
  await applyMigrations({ projectDir: process.cwd(), databaseUrl });
  await migrateHost({ databaseUrl });
  db = createDatabase({ databaseUrl, poolSize: 5 });
  const settings = {
    DATABASE_URL: databaseUrl,
    POSTERN_SECRET_KEY: secretKey,
    POSTERN_ALLOWED_PRIVATE_NETWORKS: "127.0.0.0/8",
    LOG_LEVEL: "silent",
  };
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
});
afterEach(() => Promise.all(children.splice(0).map(kill)));
afterAll(async () => {
  await db.$disconnect();
  await server.stop();
  await rm(dataDir, { recursive: true, force: true });
});

function startHostProcess(): ChildProcess {
  const child = spawn(process.execPath, ["--import", "tsx", "bin/host.ts"], { stdio: "inherit" });
  children.push(child);
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill("SIGKILL");
  await once(child, "exit");
}

/** Makes a webhook that the host's vault can open. */
async function addWebhook(organizationId: string, url: string, eventName: string): Promise<string> {
  const vault = createVault(secretKey);
  await ensurePlatformKey({ db, vault });
  const { id } = await makeWebhook({ db, organizationId, url, values: { eventName } });
  await db.signingSecret.deleteMany({ where: { webhookId: id } });
  const secret = vault.seal(generateSigningSecret(), signingSecretPurpose(id));
  await db.signingSecret.create({ data: { id: newId("signingSecret"), organizationId, webhookId: id, secret } });
  return id;
}

/**
 * Makes an organization whose opportunities start an automation: it makes an order, calls the URL and waits, and publishes an event
 * to it.
 */
async function stageAutomation(url: string) {
  const organizationId = await makeOrganization(db);
  const webhookId = await addWebhook(organizationId, url, "automation_trigger_webhook");
  await addWebhook(organizationId, url, EVENT_NAME);
  const jobs = createEmbeddedJobs({ db, onError: () => {} });
  const plain = createTestContext({ db, organizationId, jobs });
  const ctx = { ...plain, entityListeners: [createStartListener({ db, jobs, subscriptions: plain.subscriptions })] };
  const mapping_attributes = [{ target: "number", operation: { _copy: "number" } }];
  const triggers = [{ type: "entity_operation", configuration: { schema: "opportunity", operations: ["createEntity"] } }];
  const actions = [
    { type: "map-entity", config: { target_schema: "order", mapping_attributes } },
    { type: "trigger-webhook", config: { target_webhook_id: webhookId, sync: true } },
    { type: "trigger-event", config: { event_name: EVENT_NAME } },
  ];
  await createFlow({ ctx, input: { flow_name: "Three actions", triggers, actions } });
  return { organizationId, addOpportunity: (number: number) => createEntity({ ctx, input: { slug: "opportunity", body: { number } } }) };
}

describe("executions of three actions", () => {
  it.each([
    [
      "their host is killed in the middle, under the next host",
      false,
      async (host: ChildProcess) => {
        await kill(host);
        startHostProcess();
      },
    ],
    ["their host is killed beside one that waits for its place, under that one", true, kill],
    [
      "PostgreSQL crashes in the middle, under the next host",
      false,
      async (host: ChildProcess) => {
        const ended = once(host, "exit");
        await server.crash();
        // The host lost its lock with its connection.
        await ended;
        startHostProcess();
      },
    ],
  ] as const)("come to their ends when %s, and each act was done once", async (_when, isOtherWaiting, interrupt) => {
    const sink = await startHttpSink({ respond: () => ({ delayMs: 50 }) });
    const { organizationId, addOpportunity } = await stageAutomation(`${sink.url}/hook`);
    const count = (status: "success" | "in_progress") => db.automationExecution.count({ where: { organizationId, status } });
    const host = startHostProcess();
    for (let number = 0; number < TOTAL; number++) await addOpportunity(number);
    await eventually(async () => expect(await count("success")).toBeGreaterThanOrEqual(1));
    if (isOtherWaiting) startHostProcess();
    const interrupted = interrupt(host);
    expect(await eventually(() => count("success"))).toBeLessThan(TOTAL);
    await interrupted;

    await eventually(async () => expect(await count("success")).toBe(TOTAL));
    const deliveries = () => db.delivery.findMany({ where: { organizationId }, select: { source: true, status: true } });
    await eventually(async () => expect((await deliveries()).every(({ status }) => status === "succeeded")).toBe(true));
    const orders = await db.entity.findMany({ where: { organizationId, schema: "order" } });
    expect(orders.map(({ data }) => (data as { number: number }).number).sort((a, b) => a - b)).toEqual([...Array(TOTAL).keys()]);
    const sources = (await deliveries()).map(({ source }) => source).sort();
    expect(sources).toEqual([...Array(TOTAL).fill("event"), ...Array(TOTAL).fill("sync_automation")]);
    // What was under way is sent again, under the same id.
    expect(new Set(sink.requests.map(({ headers }) => headers["webhook-id"])).size).toBe(2 * TOTAL);
    await sink.close();
  });
});
