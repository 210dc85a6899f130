import { randomBytes } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { hashTokenSecret } from "@/server/api-token/token-secret";
import { type SeedValues, seedInstallation } from "@/server/installation/seed-installation";
import { systemClock } from "@/server/platform/clock";
import { createVault } from "@/server/platform/vault";
import { testPasswords } from "@/tests/support/test-context";
import { withTestDatabase } from "@/tests/support/test-database";

const database = withTestDatabase();
beforeEach(async () => {
  await database.db.organization.deleteMany();
  await database.db.user.deleteMany();
  await database.db.platformKey.deleteMany();
});

const vault = createVault(randomBytes(32).toString("base64"));
const nothingGiven: SeedValues = {
  organizationId: undefined,
  adminEmail: "admin@example.com",
  adminPassword: undefined,
  apiToken: undefined,
};
const seed = (values: SeedValues) => seedInstallation({ db: database.db, vault, clock: systemClock, passwords: testPasswords, values });

describe("seedInstallation", () => {
  it("makes an organization with an owner, a token of every scope, the event types and the signing key", async () => {
    const made = await seed(nothingGiven);
    const { db } = database;
    const [membership] = await db.membership.findMany({ include: { user: true } });
    expect(membership).toMatchObject({ organizationId: made?.organizationId, role: "owner", user: { email: "admin@example.com" } });
    expect(await testPasswords.isMatch(made?.generatedPassword ?? "", membership?.user.passwordHash ?? "")).toBe(true);
    const [token] = await db.apiToken.findMany();
    expect(token).toMatchObject({
      tokenHash: hashTokenSecret(made?.generatedApiToken ?? ""),
      scopes: ["read", "write", "publish", "admin"],
    });
    expect(await db.eventType.count({ where: { builtIn: true } })).toBeGreaterThanOrEqual(7);
    expect(await db.platformKey.count()).toBe(1);
  });

  it("takes the values that were given, and does not give them back", async () => {
    const apiToken = "a-token-of-our-own-with-32-characters";
    const made = await seed({ organizationId: "739224", adminEmail: "ada@example.com", adminPassword: "correct horse", apiToken });
    expect(made).toEqual({ organizationId: "739224", adminEmail: "ada@example.com", generatedPassword: null, generatedApiToken: null });
    expect(await database.db.apiToken.count({ where: { organizationId: "739224", tokenHash: hashTokenSecret(apiToken) } })).toBe(1);
  });

  it("changes nothing on a second start, and restores a built-in event type that is missing", async () => {
    await seed(nothingGiven);
    await database.db.eventType.deleteMany({ where: { name: "product_updated" } });
    expect(await seed(nothingGiven)).toBeNull();
    expect(await database.db.user.count()).toBe(1);
    expect(await database.db.apiToken.count()).toBe(1);
    expect(await database.db.eventType.count({ where: { name: "product_updated" } })).toBe(1);
  });

  it("makes one organization when two starts seed at once", async () => {
    const made = await Promise.all([seed(nothingGiven), seed(nothingGiven)]);
    expect(made.filter((first) => first !== null)).toHaveLength(1);
    expect(await database.db.organization.count()).toBe(1);
  });

  it("refuses a key that the database was not sealed with", async () => {
    await seed(nothingGiven);
    const other = createVault(randomBytes(32).toString("base64"));
    const started = seedInstallation({ db: database.db, vault: other, clock: systemClock, passwords: testPasswords, values: nothingGiven });
    await expect(started).rejects.toThrow("POSTERN_SECRET_KEY: must be the key that this database was first started with.");
  });
});
