import { createPublicKey, type KeyObject, randomBytes, sign, verify } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { systemClock as clock } from "@/server/platform/clock";
import { createVault } from "@/server/platform/vault";
import { ensurePlatformKey } from "@/server/signing/ensure-platform-key";
import { getPublicKey } from "@/server/signing/get-public-key";
import { loadPlatformKey } from "@/server/signing/load-platform-key";
import { withTestDatabase } from "@/tests/support/test-database";

const vault = createVault(randomBytes(32).toString("base64"));
const database = withTestDatabase();
beforeEach(() => database.db.platformKey.deleteMany());

describe("ensurePlatformKey", () => {
  it("makes one key, however many processes start at once and however often", async () => {
    const { db } = database;
    await Promise.all(Array.from({ length: 8 }, () => ensurePlatformKey({ db, vault })));
    await ensurePlatformKey({ db, vault });
    expect(await db.platformKey.count()).toBe(1);
  });

  it("makes it within a caller's transaction, so that it goes when that fails", async () => {
    const { db } = database;
    const failing = db.$transaction(async (tx) => {
      await ensurePlatformKey({ db: tx, vault });
      expect(await tx.platformKey.count()).toBe(1);
      throw new Error("roll back");
    });
    await expect(failing).rejects.toThrow("roll back");
    expect(await db.platformKey.count()).toBe(0);
  });

  it("stores the private key sealed", async () => {
    const { db } = database;
    await ensurePlatformKey({ db, vault });
    const row = await db.platformKey.findFirstOrThrow();
    expect(row.publicKey).toMatch(/^-----BEGIN PUBLIC KEY-----/);
    expect(row.privateKey).toMatch(/^v1\./);
    expect(row.privateKey).not.toContain("PRIVATE KEY");
  });
});

describe("loadPlatformKey", () => {
  it("gives a key that signs what its public key verifies", async () => {
    const { db } = database;
    await ensurePlatformKey({ db, vault });
    const { publicKeyPem, privateKeys } = await loadPlatformKey({ db, vault, clock });
    const content = Buffer.from("msg_1.1700000000.{}");
    expect(verify(null, content, createPublicKey(publicKeyPem), sign(null, content, privateKeys[0] as KeyObject))).toBe(true);
  });

  it("fails clearly where there is none, and with another secret key", async () => {
    const { db } = database;
    await expect(loadPlatformKey({ db, vault, clock })).rejects.toThrow(/no signing key/);
    await ensurePlatformKey({ db, vault });
    await expect(loadPlatformKey({ db, vault: createVault(randomBytes(32).toString("base64")), clock })).rejects.toThrow(
      /POSTERN_SECRET_KEY/,
    );
  });
});

describe("getPublicKey", () => {
  it("gives the key that deliveries are signed with, for an organization that exists", async () => {
    const { db } = database;
    await db.organization.create({ data: { id: "org_known", name: "Known" } });
    await ensurePlatformKey({ db, vault });
    const { publicKeyPem } = await loadPlatformKey({ db, vault, clock });
    expect(await getPublicKey({ db, organizationId: "org_known" })).toEqual({
      public_key: publicKeyPem,
      algorithm: "ed25519",
      issuer: "postern",
    });
  });

  it("knows no organization that does not exist", async () => {
    const { db } = database;
    await ensurePlatformKey({ db, vault });
    await expect(getPublicKey({ db, organizationId: "org_other" })).rejects.toMatchObject({ code: "not_found" });
  });
});
