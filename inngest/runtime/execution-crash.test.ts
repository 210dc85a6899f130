import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { newId } from "@/domain/ids";
import { createEmbeddedJobs } from "@/inngest/jobs";
import { migrateHost } from "@/inngest/runtime/migrate-host";
import { createStartListener } from "@/server/automation/start-listener";
import { createFlow } from "@/server/automation-flow/create-flow";
import { createEntity } from "@/server/entity/create-entity";
import { createVault } from "@/server/platform/vault";
import { ensurePlatformKey } from "@/server/signing/ensure-platform-key";
import { generateSigningSecret, signingSecretPurpose } from "@/server/signing/signing-secret";
import { eventually, PATIENCE_MS } from "@/tests/support/eventually";
import { startHttpSink } from "@/tests/support/http-sink";
import { createTestContext } from "@/tests/support/test-context";
import { withTestDatabase } from "@/tests/support/test-database";
import { makeOrganization, makeWebhook } from "@/tests/support/test-rows";

const TOTAL = 20;
/** Two hosts are started, which takes long on a busy machine, and each does its part. */
vi.setConfig({ testTimeout: 5 * PATIENCE_MS });

const secretKey = randomBytes(32).toString("base64");
const children: ChildProcess[] = [];
const database = withTestDatabase();
beforeAll(async () => {
  await migrateHost({ databaseUrl: database.databaseUrl });
  const settings = {
    DATABASE_URL: database.databaseUrl,
    POSTERN_SECRET_KEY: secretKey,
    POSTERN_ALLOWED_PRIVATE_NETWORKS: "127.0.0.0/8",
    LOG_LEVEL: "silent",
  };
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
});
afterAll(() => {
  for (const child of children) child.kill("SIGKILL");
});

function startHostProcess(): ChildProcess {
  const child = spawn(process.execPath, ["--import", "tsx", "bin/host.ts"], { stdio: "inherit" });
  children.push(child);
  return child;
}

/** Makes a webhook that the host's vault can open. */
async function addWebhook(organizationId: string, url: string): Promise<string> {
  const { db } = database;
  const vault = createVault(secretKey);
  await ensurePlatformKey({ db, vault });
  const { id } = await makeWebhook({ db, organizationId, url });
  await db.signingSecret.deleteMany({ where: { webhookId: id } });
  const secret = vault.seal(generateSigningSecret(), signingSecretPurpose(id));
  await db.signingSecret.create({ data: { id: newId("signingSecret"), organizationId, webhookId: id, secret } });
  return id;
}

describe("executions of three actions whose host is killed in the middle", () => {
  it("come to their ends under the next host, and each act was done once", async () => {
    const { db } = database;
    const organizationId = await makeOrganization(db);
    const sink = await startHttpSink({ respond: () => ({ delayMs: 50 }) });
    const webhookId = await addWebhook(organizationId, `${sink.url}/hook`);
    const jobs = createEmbeddedJobs({ db, onError: () => {} });
    const plain = createTestContext({ db, organizationId, jobs });
    const ctx = { ...plain, entityListeners: [createStartListener({ db, jobs, subscriptions: plain.subscriptions })] };
    const call = { type: "trigger-webhook", config: { target_webhook_id: webhookId, sync: true } };
    const mapping_attributes = [{ target: "source", operation: { _copy: "_id" } }];
    const triggers = [{ type: "entity_operation", configuration: { schema: "opportunity", operations: ["createEntity"] } }];
    const actions = [call, { type: "map-entity", config: { target_schema: "order", mapping_attributes } }, call];
    await createFlow({ ctx, input: { flow_name: "Three actions", triggers, actions } });

    const first = startHostProcess();
    for (let i = 0; i < TOTAL; i++) await createEntity({ ctx, input: { slug: "opportunity", body: { number: i } } });
    const count = (status: "success" | "in_progress") => db.automationExecution.count({ where: { organizationId, status } });
    await eventually(async () => expect(await count("success")).toBeGreaterThanOrEqual(1));
    first.kill("SIGKILL");
    await once(first, "exit");
    expect(await count("success")).toBeLessThan(TOTAL);

    startHostProcess();
    await eventually(async () => expect(await count("success")).toBe(TOTAL));
    const orders = await db.entity.findMany({ where: { organizationId, schema: "order" } });
    expect(orders).toHaveLength(TOTAL);
    expect(await db.delivery.count({ where: { organizationId } })).toBe(2 * TOTAL);
    // What was under way when the host was killed is sent again, under the same id.
    expect(new Set(sink.requests.map(({ headers }) => headers["webhook-id"])).size).toBe(2 * TOTAL);
    await sink.close();
  });
});
