import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { HOUR_MS } from "@/domain/duration";
import { newId } from "@/domain/ids";
import { deleteOldFailures } from "@/server/login/delete-old-failures";
import { createLoginGate, type LoginGate } from "@/server/login/login-gate";
import { type Authentication, authenticateUser } from "@/server/user/authenticate-user";
import { createTestContext, testPasswords } from "@/tests/support/test-context";
import { withTestDatabase } from "@/tests/support/test-database";

const email = "ada@example.com";
const password = "a long enough password";
const userId = newId("user");

const database = withTestDatabase();
let nowMs = Date.parse("2026-01-01T00:00:00Z");
let pausesMs: number[];
let logins: LoginGate;

beforeAll(async () => {
  await database.db.user.create({ data: { id: userId, email, name: "Ada", passwordHash: await testPasswords.hash(password) } });
});
beforeEach(async () => {
  pausesMs = [];
  logins = createLoginGate({ pause: async (ms) => void pausesMs.push(ms) });
  await database.db.loginThrottle.deleteMany();
});

const clock = { now: () => new Date(nowMs) };
const login = (credentials: unknown, deviceCookie?: string) => {
  const means = createTestContext({ db: database.db, organizationId: "org_none", overrides: { clock, logins } });
  return authenticateUser({ ...means, credentials, deviceCookie });
};
const fail = async (times: number, deviceCookie?: string) => {
  for (let attempt = 0; attempt < times; attempt += 1) {
    expect(await login({ email, password: "wrong" }, deviceCookie)).toEqual({ type: "refused" });
  }
};
const cookieOf = (authentication: Authentication) => (authentication.type === "authenticated" ? authentication.device : undefined);
const cookieOfLogin = async (known?: string) => cookieOf(await login({ email, password }, known)) ?? "";

describe("authenticateUser", () => {
  it("knows a user by the right password, whatever the case of the address", async () => {
    expect(await login({ email: " Ada@Example.com ", password })).toMatchObject({ type: "authenticated", userId });
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

  it("slows guesses at one account down, twice as much each time, and lets the right password in", async () => {
    await fail(17);
    expect(pausesMs).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
    expect(await login({ email, password })).toMatchObject({ type: "authenticated" });
    expect(pausesMs).toHaveLength(8);
    await fail(10);
    expect(pausesMs).toHaveLength(8);
  });

  it("forgets failures after a quarter of an hour", async () => {
    await fail(10);
    nowMs += 15 * 60_000;
    await fail(1);
    expect(pausesMs).toEqual([]);
  });

  it("lets the owner in while 110 strangers fail, from a browser that it knows without any wait", async () => {
    const known = await cookieOfLogin();
    for (let stranger = 0; stranger < 110; stranger += 1) await login({ email: `user-${stranger}@example.com`, password: "guess" });
    expect(pausesMs).toEqual(Array(10).fill(1_500));
    expect(await login({ email, password })).toMatchObject({ type: "authenticated" });
    expect(pausesMs).toHaveLength(11);
    await fail(12);
    const waits = pausesMs.length;
    expect(await login({ email, password }, known)).toMatchObject({ type: "authenticated" });
    expect(pausesMs).toHaveLength(waits);
  });

  it("counts attempts that come at once one by one", async () => {
    const wrong = () => login({ email, password: "wrong" });
    for (let round = 0; round < 4; round += 1) await Promise.all(Array.from({ length: 3 }, wrong));
    expect(pausesMs).toEqual([1_000, 2_000]);
  });

  it("lets only some wait at one account, and others pass beside them", async () => {
    let release = () => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    await fail(10);
    logins = createLoginGate({ pause: () => released });
    const waiting = Array.from({ length: 5 }, () => login({ email, password: "wrong" }));
    const outcome = await Promise.race([login({ email, password: "one too many" }), ...waiting]);
    expect(outcome).toEqual({ type: "busy", retryAfterSeconds: 30 });
    expect(await login({ email: "someone-else@example.com", password })).toEqual({ type: "refused" });
    release();
    expect(await Promise.all(waiting)).toEqual(Array(5).fill({ type: "refused" }));
  });

  it("makes a stranger of a known browser that fails too often, and of one that is known for another account", async () => {
    const known = await cookieOfLogin();
    await fail(10, known);
    expect(await database.db.loginThrottle.count({ where: { key: { startsWith: "account:" } } })).toBe(0);
    await fail(11, known);
    expect(pausesMs).toEqual([1_000]);
    expect(await login({ email: "other@example.com", password: "x" }, known)).toEqual({ type: "refused" });
    expect(await database.db.loginThrottle.count({ where: { key: { startsWith: "account:" } } })).toBe(2);
    expect(await cookieOfLogin(`${known}x`)).not.toBe("");
  });

  it("knows a browser for the accounts that were used in it last", async () => {
    const other = { email: "grace@example.com", password };
    await database.db.user.create({
      data: { id: newId("user"), email: other.email, name: "Grace", passwordHash: await testPasswords.hash(password) },
    });
    const first = await cookieOfLogin();
    const both = cookieOf(await login(other, first));
    await fail(12);
    pausesMs.length = 0;
    expect(await login({ email, password }, both)).toMatchObject({ type: "authenticated" });
    expect(await login(other, both)).toMatchObject({ type: "authenticated" });
    expect(pausesMs).toEqual([]);
  });

  it("keeps a bounded number of counts, whatever addresses are tried, and deletes them after their time", async () => {
    for (let stranger = 0; stranger < 20; stranger += 1) await login({ email: `${stranger}@example.com`, password: "guess" });
    const keys = (await database.db.loginThrottle.findMany({ select: { key: true } })).map(({ key }) => key);
    expect(keys.filter((key) => !/^(installation|account:[0-9a-f]{4})$/.test(key))).toEqual([]);
    expect(await deleteOldFailures({ db: database.db, clock })).toBe(0);
    nowMs += HOUR_MS;
    expect(await deleteOldFailures({ db: database.db, clock })).toBe(keys.length);
  });
});
