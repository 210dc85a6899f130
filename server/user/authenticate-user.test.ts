import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { newId } from "@/domain/ids";
import type { Clock } from "@/server/platform/clock";
import { authenticateUser } from "@/server/user/authenticate-user";
import { findSignedInUser } from "@/server/user/find-signed-in-user";
import { giveBackLoginPermit, takeLoginPermit } from "@/server/user/login-throttle";
import { testPasswords } from "@/tests/support/test-context";
import { withTestDatabase } from "@/tests/support/test-database";

const email = "ada@example.com";
const password = "a long enough password";
const userId = newId("user");
const organizationId = newId("organization");

const database = withTestDatabase();
let nowMs = Date.parse("2026-01-01T00:00:00Z");
const clock: Clock = { now: () => new Date(nowMs) };

beforeAll(async () => {
  const { db } = database;
  await db.organization.create({ data: { id: organizationId, name: "Acme" } });
  await db.user.create({ data: { id: userId, email, name: "Ada", passwordHash: await testPasswords.hash(password) } });
  await db.membership.create({ data: { organizationId, userId, role: "viewer" } });
});
beforeEach(() => database.db.loginThrottle.deleteMany());

const login = (credentials: unknown) => authenticateUser({ db: database.db, clock, passwords: testPasswords, credentials });
const permit = (name = email) => takeLoginPermit({ db: database.db, clock, email: name });

describe("authenticateUser", () => {
  it("knows a user by the right password, whatever the case of the address", async () => {
    expect(await login({ email: " Ada@Example.com ", password })).toEqual({ type: "authenticated", userId, sessionEpoch: 0 });
  });

  it("refuses a wrong password, an unknown account and input that is none, all alike", async () => {
    for (const credentials of [
      { email, password: "wrong" },
      { email: "nobody@example.com", password },
      {},
      null,
      { email: "a\u0000", password },
    ]) {
      expect(await login(credentials)).toEqual({ type: "refused" });
    }
  });

  it("lets even the right password wait after ten failures on one account, until the window has passed", async () => {
    for (let attempt = 0; attempt < 10; attempt += 1) expect(await permit()).toEqual({ type: "allowed" });
    expect(await login({ email, password })).toEqual({ type: "throttled", retryAfterSeconds: 900 });
    expect(await permit("someone-else@example.com")).toEqual({ type: "allowed" });
    nowMs += 15 * 60_000;
    expect(await login({ email, password })).toMatchObject({ type: "authenticated" });
  });

  it("counts attempts that come at once one by one", async () => {
    const permits = await Promise.all(Array.from({ length: 20 }, () => permit()));
    expect(permits.filter((one) => one.type === "allowed")).toHaveLength(10);
  });

  it("bounds failures over all accounts of the installation", async () => {
    for (let account = 0; account < 100; account += 1) expect(await permit(`user-${account}@example.com`)).toEqual({ type: "allowed" });
    expect(await permit("user-100@example.com")).toMatchObject({ type: "throttled" });
  });

  it("does not hold a login that succeeded against the account or the installation", async () => {
    for (let round = 0; round < 3; round += 1) {
      await permit();
      await giveBackLoginPermit({ db: database.db, email });
    }
    expect(await database.db.loginThrottle.findMany({ select: { key: true, failures: true } })).toEqual([
      { key: "installation", failures: 0 },
    ]);
  });
});

describe("findSignedInUser", () => {
  const find = (sessionEpoch: number, id = userId) => findSignedInUser({ db: database.db, userId: id, sessionEpoch });

  it("reads the role from the database on each request", async () => {
    expect(await find(0)).toEqual({
      user: { id: userId, email, name: "Ada", hasPassword: true },
      organizations: [{ id: organizationId, name: "Acme", role: "viewer" }],
    });
    await database.db.membership.updateMany({ where: { userId }, data: { role: "owner" } });
    expect(await find(0)).toMatchObject({ organizations: [{ role: "owner" }] });
  });

  it("ends every session of an earlier epoch, and knows no strangers", async () => {
    await database.db.user.update({ where: { id: userId }, data: { sessionEpoch: 1 } });
    expect(await find(0)).toBeNull();
    expect(await find(1)).not.toBeNull();
    expect(await find(1, newId("user"))).toBeNull();
  });
});
