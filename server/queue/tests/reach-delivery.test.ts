import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createEgressClient } from "@/server/egress/egress-client";
import { createNameResolver } from "@/server/egress/name-resolver";
import { systemClock } from "@/server/platform/clock";
import { type DeliveryStage, setDeliveryStage } from "@/tests/support/delivery-stage";
import { startDnsServer } from "@/tests/support/dns-server";
import { LOOPBACK_ALLOWED } from "@/tests/support/egress";
import { readCertificate, startTcpSink } from "@/tests/support/tcp-sink";
import { createCaches, testEvaluator } from "@/tests/support/test-context";
import { withTestDatabase } from "@/tests/support/test-database";
import { createTestDeliverer } from "@/tests/support/test-deliverer";

const database = withTestDatabase();
let stage: DeliveryStage;
beforeAll(async () => {
  stage = await setDeliveryStage(database.db);
});
afterAll(async () => {
  await stage.close();
});

describe("an endpoint that is hard to reach", () => {
  it("is delivered to at the first attempt without AAAA and by a short name, and says when it wants a client certificate", async () => {
    const names = await startDnsServer((name, type) => {
      if (type === "AAAA") return { isSilent: true };
      return ["silent.example.test", "receiver.shop.test"].includes(name) ? { a: ["127.0.0.1"] } : undefined;
    });
    const folder = mkdtempSync(join(tmpdir(), "postern-reach-"));
    const resolvConf = join(folder, "resolv.conf");
    writeFileSync(resolvConf, "search shop.test\n");
    const settings = { servers: [names.address], hostsFile: "/does/not/exist", resolvConf, hostname: "here" };
    const resolver = createNameResolver({ ...settings, queryTimeoutMs: 4_000 });
    const egress = createEgressClient({ policy: LOOPBACK_ALLOWED, resolver, ca: readCertificate("ca.pem") });
    const deliverer = createTestDeliverer({
      db: database.db,
      evaluator: testEvaluator,
      clock: systemClock,
      jobs: stage.jobs,
      egress,
      ...createCaches({ db: database.db, egress }),
      ownerId: "host:a",
    });
    const tls = { requestCert: true, rejectUnauthorized: true, minVersion: "TLSv1.3" as const };
    const closed = await startTcpSink({ certificate: "hooks", tls });

    const silent = await stage.addWebhook({ url: `http://silent.example.test:${stage.sink.port}/silent` });
    const short = await stage.addWebhook({ url: `http://receiver:${stage.sink.port}/short` });
    const wanting = await stage.addWebhook({ url: `https://127.0.0.1:${closed.port}/` });
    await stage.publish();
    await deliverer.deliverBatch();
    await deliverer.drain(30_000);

    const deliveries = await stage.deliveries();
    const attempts = await stage.attempts();
    const attemptOf = (webhook: { id: string }) => {
      const delivery = deliveries.find(({ webhookId }) => webhookId === webhook.id);
      return { status: delivery?.status, attempts: attempts.filter(({ deliveryId }) => deliveryId === delivery?.id) };
    };
    for (const webhook of [silent, short]) {
      const { status, attempts: made } = attemptOf(webhook);
      expect(status).toBe("succeeded");
      expect(made).toHaveLength(1);
    }
    expect(stage.sink.requests.map(({ url, headers }) => [url, headers.host]).sort()).toEqual([
      ["/short", `receiver:${stage.sink.port}`],
      ["/silent", `silent.example.test:${stage.sink.port}`],
    ]);
    const [refused] = attemptOf(wanting).attempts;
    expect(refused).toMatchObject({ errorCode: "TLS_ERROR" });
    expect(refused?.errorMessage).toContain("it wants a client certificate, and deliveries have none (TLS alert certificate_required)");
    await Promise.all([egress.close(), names.close(), closed.close()]);
    rmSync(folder, { recursive: true });
  });
});
