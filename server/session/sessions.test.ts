import { beforeAll, describe, expect, it } from "vitest";
import { DAY_MS, HOUR_MS } from "@/domain/duration";
import { newId } from "@/domain/ids";
import { assertRecentlyProven } from "@/server/session/assert-recently-proven";
import { deleteExpiredSessions } from "@/server/session/delete-expired-sessions";
import { endSession } from "@/server/session/end-session";
import { openSession } from "@/server/session/open-session";
import { confirmPassword } from "@/server/user/confirm-password";
import { findSignedInUser } from "@/server/user/find-signed-in-user";
import { createTestContext, testPasswords } from "@/tests/support/test-context";
import { withTestDatabase } from "@/tests/support/test-database";
import { makeOrganization } from "@/tests/support/test-rows";

const password = "a long enough password";
const userId = newId("user");
const email = "ada@example.com";

const database = withTestDatabase();
let organizationId: string;
let nowMs = Date.parse("2026-01-01T00:00:00Z");
const clock = { now: () => new Date(nowMs) };

beforeAll(async () => {
  organizationId = await makeOrganization(database.db);
  await database.db.user.create({ data: { id: userId, email, name: "Ada", passwordHash: await testPasswords.hash(password) } });
  await database.db.membership.create({ data: { organizationId, userId, role: "viewer" } });
});

const open = () => openSession({ db: database.db, clock, userId });
const find = (sessionId: string) => findSignedInUser({ db: database.db, clock, sessionId });

describe("a session", () => {
  it("tells who is signed in, and the role from the database on each request", async () => {
    const id = await open();
    expect(await find(id)).toMatchObject({
      user: { id: userId, email, name: "Ada", hasPassword: true },
      session: { id, provenAt: clock.now() },
      organizations: [{ id: organizationId, role: "viewer" }],
    });
    await database.db.membership.updateMany({ where: { userId }, data: { role: "owner" } });
    expect(await find(id)).toMatchObject({ organizations: [{ role: "owner" }] });
    expect(await find(newId("session"))).toBeNull();
  });

  it("ends alone when its user signs out, wherever its token was copied to", async () => {
    const [ended, other] = [await open(), await open()];
    await endSession({ db: database.db, sessionId: ended });
    expect([await find(ended), await find(other)]).toEqual([null, expect.anything()]);
  });

  it("ends 30 days after it was opened, however much it was used, and is deleted then", async () => {
    const id = await open();
    nowMs += 30 * DAY_MS - 1;
    expect(await find(id)).not.toBeNull();
    nowMs += 1;
    expect(await find(id)).toBeNull();
    await open();
    await deleteExpiredSessions({ db: database.db, clock });
    expect(await database.db.session.count({ where: { id } })).toBe(0);
    expect(await database.db.session.count()).toBe(1);
  });
});

describe("a proof of who is there", () => {
  const contextOf = async (sessionId: string) => {
    const signedIn = await find(sessionId);
    const actor = { type: "user", userId, role: "owner", session: signedIn?.session ?? { id: sessionId, provenAt: new Date(0) } } as const;
    return createTestContext({ db: database.db, organizationId, overrides: { clock, actor } });
  };

  it("is as old as the sign-in, and a quarter of an hour later the password has to be given once more", async () => {
    const id = await open();
    const check = async () => assertRecentlyProven(await contextOf(id));
    await check();
    nowMs += 15 * 60_000 + 1;
    await expect(check()).rejects.toMatchObject({ code: "reauthentication_required" });
    await expect(confirmPassword({ ctx: await contextOf(id), input: { password: "wrong" } })).rejects.toMatchObject({
      faults: [{ path: "password" }],
    });
    await expect(check()).rejects.toMatchObject({ code: "reauthentication_required" });
    await confirmPassword({ ctx: await contextOf(id), input: { password } });
    await check();
  });

  it("holds in the session that it was given in, and is asked of no program", async () => {
    const [old, proven] = [await open(), await open()];
    nowMs += HOUR_MS;
    await confirmPassword({ ctx: await contextOf(proven), input: { password } });
    assertRecentlyProven(await contextOf(proven));
    const stale = await contextOf(old);
    expect(() => assertRecentlyProven(stale)).toThrow(/Confirm that it is you/);
    assertRecentlyProven(createTestContext({ db: database.db, organizationId }));
  });
});
