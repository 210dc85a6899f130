import { createPublicKey, type JsonWebKey, randomBytes, verify } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { HOUR_MS } from "@/domain/duration";
import { createEgressClient } from "@/server/egress/egress-client";
import { createVault } from "@/server/platform/vault";
import { ensurePlatformKey } from "@/server/signing/ensure-platform-key";
import { getJsonWebKeySet } from "@/server/signing/get-json-web-key-set";
import { getPlatformKeys } from "@/server/signing/get-platform-keys";
import { getPublicKey } from "@/server/signing/get-public-key";
import { loadPlatformKey } from "@/server/signing/load-platform-key";
import { rotatePlatformKey } from "@/server/signing/rotate-platform-key";
import { setDeliveryStage } from "@/tests/support/delivery-stage";
import { PATIENCE_MS } from "@/tests/support/eventually";
import type { SinkRequest } from "@/tests/support/http-sink";
import { createCaches, createTestContext, recordJobs, testEvaluator, testVault } from "@/tests/support/test-context";
import { withTestDatabase } from "@/tests/support/test-database";
import { createTestDeliverer } from "@/tests/support/test-deliverer";

const database = withTestDatabase();
let nowMs: number;
const clock = { now: () => new Date(nowMs) };
beforeEach(async () => {
  nowMs = Date.now();
  await database.db.platformKey.deleteMany();
  await ensurePlatformKey({ db: database.db, vault: testVault });
});

const rotate = (overlapHours: number) => rotatePlatformKey({ db: database.db, vault: testVault, clock, overlapHours });
const keySet = async () => (await getJsonWebKeySet({ db: database.db, clock })).keys;
const validIds = async () => (await keySet()).map(({ kid }) => kid);

/** Returns the ids of the keys whose v1a signature the request carries, in the order of its header. */
function signedBy(request: SinkRequest | undefined, keys: readonly JsonWebKey[]): unknown[] {
  const { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": signature } = request?.headers ?? {};
  const content = Buffer.from(`${id}.${timestamp}.${request?.rawBody}`);
  const signatures = String(signature)
    .split(" ")
    .filter((part) => part.startsWith("v1a,"));
  return signatures.map((part) => {
    const bytes = Buffer.from(part.slice("v1a,".length), "base64");
    const key = keys.find((candidate) => verify(null, content, createPublicKey({ key: candidate, format: "jwk" }), bytes));
    return key?.["kid"];
  });
}

describe("rotatePlatformKey", () => {
  it("makes a key that getPublicKey gives at once, while the key set lists the old one until its overlap ends", async () => {
    const { db } = database;
    await db.organization.upsert({ where: { id: "org_a" }, create: { id: "org_a", name: "A" }, update: {} });
    const made = await rotate(24);
    expect(made.previousValidUntil).toEqual(new Date(nowMs + 24 * HOUR_MS));
    expect(await validIds()).toEqual([made.keyId, made.previousKeyId]);
    const [current] = await keySet();
    expect(current).toEqual({
      kty: "OKP",
      crv: "Ed25519",
      x: expect.stringMatching(/^[\w-]{43}$/),
      kid: made.keyId,
      use: "sig",
      alg: "EdDSA",
    });
    const { public_key } = await getPublicKey({ db, organizationId: "org_a" });
    expect(createPublicKey(public_key).export({ format: "jwk" })).toMatchObject({ x: current?.x });
    nowMs += 24 * HOUR_MS;
    expect(await validIds()).toEqual([made.keyId]);
  });

  it("is told to any organization's people, with the dates of both keys and the address of the key set", async () => {
    const { keyId, previousKeyId } = await rotate(24);
    const ctx = createTestContext({ db: database.db, organizationId: "org_any", scopes: ["read"], overrides: { clock } });
    const { current, replaced, jwksUrl } = await getPlatformKeys({ ctx });
    expect(current).toMatchObject({ id: keyId, createdAt: new Date(nowMs).toISOString(), validUntil: null });
    expect(replaced).toMatchObject([{ id: previousKeyId, validUntil: new Date(nowMs + 24 * HOUR_MS).toISOString() }]);
    expect(jwksUrl).toBe("http://postern.test/v1/webhooks/.well-known/jwks.json");
    expect(JSON.stringify([current, replaced])).not.toContain("privateKey");
    const publisher = createTestContext({ db: database.db, organizationId: "org_any", scopes: ["publish"] });
    await expect(getPlatformKeys({ ctx: publisher })).rejects.toMatchObject({ code: "forbidden" });
    await database.db.platformKey.deleteMany();
    await expect(getPlatformKeys({ ctx })).rejects.toMatchObject({ code: "unavailable" });
  });

  it("ends every old key at once without an overlap, and forgets them", async () => {
    await rotate(168);
    const { keyId, previousValidUntil } = await rotate(0);
    expect([await validIds(), previousValidUntil]).toEqual([[keyId], null]);
    expect(await database.db.platformKey.count()).toBe(1);
  });

  it("lets older keys end no later than the one that is replaced", async () => {
    await rotate(168);
    await rotate(24);
    nowMs += 24 * HOUR_MS;
    expect(await validIds()).toHaveLength(1);
  });

  it("keeps at most three keys valid, and refuses an overlap that is none", async () => {
    await rotate(24);
    await rotate(24);
    await expect(rotate(24)).rejects.toMatchObject({ code: "conflict" });
    expect(await validIds()).toHaveLength(3);
    for (const hours of [-1, 169, 1.5, Number.NaN]) await expect(rotate(hours)).rejects.toMatchObject({ code: "invalid_input" });
  });

  it("refuses a vault that the installation's key was not sealed with, and changes nothing", async () => {
    const before = await validIds();
    const vault = createVault(randomBytes(32).toString("base64"));
    await expect(rotatePlatformKey({ db: database.db, vault, clock, overlapHours: 0 })).rejects.toThrow(/POSTERN_SECRET_KEY/);
    expect(await validIds()).toEqual(before);
  });

  it("leaves one current key however many rotate at once", async () => {
    await Promise.all([rotate(0), rotate(0), rotate(0)]);
    expect(await validIds()).toHaveLength(1);
    await loadPlatformKey({ db: database.db, vault: testVault, clock });
  });

  it("is noticed within seconds by a process that is delivering: it signs with the new key, and with the old one until its overlap ends", async () => {
    const { db } = database;
    const stage = await setDeliveryStage(db);
    const egress = createEgressClient({ policy: { isHttpsRequired: false, allowedPrivateNetworks: ["127.0.0.0/8"] } });
    const deliverer = createTestDeliverer({
      db,
      evaluator: testEvaluator,
      clock,
      jobs: recordJobs(),
      egress,
      ...createCaches({ db, egress, clock }),
      ownerId: "host:rotation",
      patienceMs: PATIENCE_MS,
    });
    const deliver = async () => {
      await stage.publish();
      await deliverer.deliverBatch();
      return stage.sink.requests.at(-1);
    };
    await stage.addWebhook();
    const [old] = await validIds();
    expect(signedBy(await deliver(), await keySet())).toEqual([old]);
    const { keyId } = await rotate(24);
    nowMs += 5_000;
    const keys = await keySet();
    expect(signedBy(await deliver(), keys)).toEqual([keyId, old]);
    nowMs += 24 * HOUR_MS;
    expect(signedBy(await deliver(), keys)).toEqual([keyId]);
    await egress.close();
    await stage.close();
  });
});
