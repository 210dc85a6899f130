import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { newId } from "@/domain/ids";
import { createEmbeddedJobs } from "@/inngest/jobs";
import { migrateHost } from "@/inngest/runtime/migrate-host";
import { createVault } from "@/server/platform/vault";
import { createReplayJob } from "@/server/replay-job/create-replay-job";
import { ensurePlatformKey } from "@/server/signing/ensure-platform-key";
import { generateSigningSecret, signingSecretPurpose } from "@/server/signing/signing-secret";
import { eventually, PATIENCE_MS } from "@/tests/support/eventually";
import { startHttpSink } from "@/tests/support/http-sink";
import { createTestContext } from "@/tests/support/test-context";
import { withTestDatabase } from "@/tests/support/test-database";
import { makeOrganization, makeWebhook } from "@/tests/support/test-rows";

const TOTAL = 1_500;
const KILLED_AFTER = 500;
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

/** Makes a webhook with as many deliveries that have failed, in an order of their own. */
async function stageFailures(url: string) {
  const { db } = database;
  const vault = createVault(secretKey);
  await ensurePlatformKey({ db, vault });
  const organizationId = await makeOrganization(db);
  const { id: configId } = await makeWebhook({ db, organizationId, url });
  await db.signingSecret.deleteMany({ where: { webhookId: configId } });
  const secret = vault.seal(generateSigningSecret(), signingSecretPurpose(configId));
  await db.signingSecret.create({ data: { id: newId("signingSecret"), organizationId, webhookId: configId, secret } });
  await db.$executeRaw`
    with failed as (
      insert into ended_delivery (id, organization_id, webhook_id, event_id, event_at, message_id, event_name, source, status, metadata, size,
        created_at, attempt_number, failure_count, has_body, ended_at)
      select 'dlv_' || n, ${organizationId}, ${configId}, 'evt_' || n, at, 'msg_' || n, 'product_updated', 'event', 'failed', '{}', 2,
        at, 1, 1, true, now() - interval '1 second'
      from generate_series(1, ${TOTAL}::int) n cross join lateral (select now() - n * interval '1 second' as at) made
      returning id
    )
    insert into delivery_body (delivery_id, payload) select id, '{}' from failed`;
  return { organizationId, configId };
}

describe("a replay job whose host is killed in the middle", () => {
  it("goes on within seconds of the next host's start, and replays each original exactly once", async () => {
    const { db } = database;
    const sink = await startHttpSink();
    const { organizationId, configId } = await stageFailures(`${sink.url}/hook`);
    const jobs = createEmbeddedJobs({ db, onError: () => {} });
    const first = startHostProcess();
    const ctx = createTestContext({ db, organizationId, jobs });
    const { job } = await createReplayJob({ ctx, input: { configId, status: "failed", ratePerSecond: 500 } });
    const where = { id: job?.id ?? "" };
    const read = () => db.replayJob.findUniqueOrThrow({ where });

    await eventually(async () => expect((await read()).replayed).toBeGreaterThanOrEqual(KILLED_AFTER));
    first.kill("SIGKILL");
    await once(first, "exit");
    expect((await read()).state).toBe("running");

    startHostProcess();
    await eventually(async () => expect((await read()).state).toBe("completed"));
    const made = () => db.delivery.findMany({ where: { replayJobId: where.id }, select: { replayOf: true, status: true } });
    await eventually(async () => expect((await made()).every(({ status }) => status === "succeeded")).toBe(true));
    const replays = await made();
    expect(replays).toHaveLength(TOTAL);
    expect(new Set(replays.map(({ replayOf }) => replayOf)).size).toBe(TOTAL);
    await sink.close();
  });
});
