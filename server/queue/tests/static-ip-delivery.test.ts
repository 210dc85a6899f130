import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createEgressClient } from "@/server/egress/egress-client";
import { systemClock } from "@/server/platform/clock";
import { startConnectProxy } from "@/tests/support/connect-proxy";
import { type DeliveryStage, setDeliveryStage } from "@/tests/support/delivery-stage";
import { LOOPBACK_ALLOWED } from "@/tests/support/egress";
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

describe("a webhook with a static IP", () => {
  it("is delivered to through the proxy, and another one directly", async () => {
    const proxy = await startConnectProxy({ credentials: "postern:s3cret" });
    const staticIpProxyUrl = proxy.url.replace("//", "//postern:s3cret@");
    const egress = createEgressClient({ policy: LOOPBACK_ALLOWED, staticIpProxyUrl });
    const deliverer = createTestDeliverer({
      db: database.db,
      evaluator: testEvaluator,
      clock: systemClock,
      jobs: stage.jobs,
      egress,
      ...createCaches({ db: database.db, egress }),
      ownerId: "host:a",
    });
    await stage.addWebhook({ enableStaticIP: true, url: `${stage.sink.url}/static` });
    await stage.addWebhook({ url: `${stage.sink.url}/direct` });
    await stage.publish();
    await deliverer.deliverBatch();
    await deliverer.drain(5_000);

    expect(stage.sink.requests.map((request) => request.url).sort()).toEqual(["/direct", "/static"]);
    expect(proxy.asked.map(({ authority }) => authority)).toEqual([`127.0.0.1:${stage.sink.port}`]);
    expect((await stage.deliveries()).map(({ status }) => status)).toEqual(["succeeded", "succeeded"]);
    expect(JSON.stringify(await stage.attempts())).not.toMatch(/s3cret|proxy-authorization/);
    await egress.close();
    await proxy.close();
  });
});
