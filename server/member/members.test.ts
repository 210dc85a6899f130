import { beforeEach, describe, expect, it } from "vitest";
import { newId } from "@/domain/ids";
import type { Role } from "@/domain/user/roles";
import { listAuditLog } from "@/server/audit/list-audit-log";
import { changeMemberRole } from "@/server/member/change-member-role";
import { listMembers } from "@/server/member/list-members";
import { removeMember } from "@/server/member/remove-member";
import { createOrganization } from "@/server/organization/create-organization";
import { renameOrganization } from "@/server/organization/rename-organization";
import { systemClock } from "@/server/platform/clock";
import { openSession } from "@/server/session/open-session";
import { changePassword } from "@/server/user/change-password";
import { findSignedInUser } from "@/server/user/find-signed-in-user";
import { signOutEverywhere } from "@/server/user/sign-out-everywhere";
import { createTestContext, testPasswords, userActor } from "@/tests/support/test-context";
import { withTestDatabase } from "@/tests/support/test-database";
import { makeOrganization } from "@/tests/support/test-rows";

const database = withTestDatabase();
let organizationId: string;
let elsewhereId: string;

beforeEach(async () => {
  organizationId = await makeOrganization(database.db);
  elsewhereId = await makeOrganization(database.db);
});

async function addMember(role: Role, tenant = organizationId): Promise<string> {
  const id = newId("user");
  await database.db.user.create({ data: { id, email: `${id.toLowerCase()}@example.com`, name: `The ${role}` } });
  await database.db.membership.create({ data: { organizationId: tenant, userId: id, role } });
  return id;
}
const as = (userId: string, role: Role, tenant = organizationId) =>
  createTestContext({ db: database.db, organizationId: tenant, overrides: { actor: userActor({ userId, role }) } });
const userOf = (sessionId: string) => findSignedInUser({ db: database.db, clock: systemClock, sessionId });
const rolesIn = async (tenant = organizationId) =>
  Object.fromEntries((await listMembers({ ctx: as("usr_any", "viewer", tenant) })).map(({ userId, role }) => [userId, role]));
const told = async () =>
  (await listAuditLog({ ctx: as("usr_any", "owner"), input: {} })).data.map(({ action, target, details }) => ({
    action,
    id: target.id,
    details,
  }));

describe("the members of an organization", () => {
  it("get another role from an owner, and that is told", async () => {
    const [owner, viewer] = [await addMember("owner"), await addMember("viewer")];
    await changeMemberRole({ ctx: as(owner, "owner"), input: { userId: viewer, role: "admin" } });
    expect(await rolesIn()).toEqual({ [owner]: "owner", [viewer]: "admin" });
    expect(await told()).toEqual([{ action: "member.role_changed", id: viewer, details: { from: "viewer", to: "admin" } }]);
  });

  it("always have an owner among them, even when two step down at once", async () => {
    const [first, second] = [await addMember("owner"), await addMember("owner")];
    const outcomes = await Promise.allSettled([
      changeMemberRole({ ctx: as(first, "owner"), input: { userId: first, role: "viewer" } }),
      removeMember({ ctx: as(second, "owner"), input: { userId: second } }),
    ]);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    expect(Object.values(await rolesIn()).filter((role) => role === "owner")).toHaveLength(1);
    const [last] = Object.entries(await rolesIn()).find(([, role]) => role === "owner") ?? [];
    const ctx = as(last ?? "", "owner");
    await expect(changeMemberRole({ ctx, input: { userId: last ?? "", role: "admin" } })).rejects.toMatchObject({ code: "conflict" });
    await expect(removeMember({ ctx, input: { userId: last ?? "" } })).rejects.toThrow(/last owner/);
  });

  it("are removed by owners, and leave by themselves", async () => {
    const [owner, admin, viewer] = [await addMember("owner"), await addMember("admin"), await addMember("viewer")];
    const session = await openSession({ db: database.db, clock: systemClock, userId: admin });
    await removeMember({ ctx: as(owner, "owner"), input: { userId: admin } });
    await removeMember({ ctx: as(viewer, "viewer"), input: { userId: viewer } });
    expect(await rolesIn()).toEqual({ [owner]: "owner" });
    expect((await told()).map(({ action }) => action)).toEqual(["member.left", "member.removed"]);
    expect(await userOf(session)).toMatchObject({ organizations: [] });
  });

  it("cannot be changed by who is no owner", async () => {
    const [owner, other] = [await addMember("owner"), await addMember("viewer")];
    for (const role of ["admin", "viewer"] as const) {
      const ctx = as(await addMember(role), role);
      await expect(changeMemberRole({ ctx, input: { userId: other, role: "owner" } })).rejects.toMatchObject({ code: "forbidden" });
      await expect(removeMember({ ctx, input: { userId: owner } })).rejects.toMatchObject({ code: "forbidden" });
    }
    await expect(listMembers({ ctx: createTestContext({ db: database.db, organizationId, scopes: ["publish"] }) })).rejects.toMatchObject({
      code: "forbidden",
    });
  });

  it("are another organization's business in nothing", async () => {
    const [ours, theirs] = [await addMember("viewer"), await addMember("owner", elsewhereId)];
    const ctx = as(theirs, "owner", elsewhereId);
    for (const userId of [ours, "usr_unknown"]) {
      await expect(changeMemberRole({ ctx, input: { userId, role: "admin" } })).rejects.toMatchObject({ code: "not_found" });
      await expect(removeMember({ ctx, input: { userId } })).rejects.toMatchObject({ code: "not_found" });
    }
    expect([await rolesIn(), await rolesIn(elsewhereId)]).toEqual([{ [ours]: "viewer" }, { [theirs]: "owner" }]);
  });
});

describe("an organization", () => {
  it("is made by an owner of another one, who owns it, with its event types and nothing of the other's", async () => {
    const owner = await addMember("owner");
    const made = await createOrganization({ ctx: as(owner, "owner"), input: { name: " Sandbox " } });
    expect(made.name).toBe("Sandbox");
    expect(await rolesIn(made.organizationId)).toEqual({ [owner]: "owner" });
    expect(await database.db.eventType.count({ where: { organizationId: made.organizationId, builtIn: true } })).toBeGreaterThan(4);
    const log = await listAuditLog({ ctx: as(owner, "owner", made.organizationId), input: {} });
    expect(log.data.map(({ action }) => action)).toEqual(["organization.created"]);
    expect(await told()).toEqual([]);
  });

  it("is made and renamed by nobody but an owner in the portal", async () => {
    const owner = await addMember("owner");
    const token = createTestContext({ db: database.db, organizationId });
    for (const ctx of [as(owner, "admin"), as(owner, "viewer"), token]) {
      await expect(createOrganization({ ctx, input: { name: "Mine" } })).rejects.toMatchObject({ code: "forbidden" });
    }
    await expect(renameOrganization({ ctx: as(owner, "admin"), input: { name: "Mine" } })).rejects.toMatchObject({ code: "forbidden" });
    await renameOrganization({ ctx: as(owner, "owner"), input: { name: "Acme" } });
    expect(await told()).toEqual([{ action: "organization.renamed", id: organizationId, details: { from: "Test" } }]);
    expect((await database.db.organization.findUniqueOrThrow({ where: { id: elsewhereId } })).name).toBe("Test");
    await expect(renameOrganization({ ctx: as(owner, "owner"), input: { name: " " } })).rejects.toMatchObject({ code: "invalid_input" });
  });
});

describe("an account", () => {
  it("takes a new password for the current one, and every session ends", async () => {
    const userId = await addMember("viewer");
    const ctx = as(userId, "viewer");
    await database.db.user.update({ where: { id: userId }, data: { passwordHash: await testPasswords.hash("the old password") } });
    const session = await openSession({ db: database.db, clock: systemClock, userId });
    const change = (currentPassword: string, newPassword: string) => changePassword({ ctx, input: { currentPassword, newPassword } });
    await expect(change("not the password", "a new password")).rejects.toMatchObject({ faults: [{ path: "currentPassword" }] });
    await expect(change("the old password", "short")).rejects.toMatchObject({ faults: [{ path: "newPassword" }] });
    await change("the old password", "a new password");
    const user = await database.db.user.findUniqueOrThrow({ where: { id: userId } });
    expect(await userOf(session)).toBeNull();
    expect(await testPasswords.isMatch("a new password", user.passwordHash ?? "")).toBe(true);
  });

  it("bounds guesses at the current password, in the session that they come from", async () => {
    const userId = await addMember("viewer");
    await database.db.user.update({ where: { id: userId }, data: { passwordHash: "matches nothing" } });
    const guess = () => changePassword({ ctx: as(userId, "viewer"), input: { currentPassword: "guess", newPassword: "a new password" } });
    for (let attempt = 0; attempt < 10; attempt += 1) await expect(guess()).rejects.toMatchObject({ code: "invalid_input" });
    await expect(guess()).rejects.toMatchObject({ code: "rate_limited", retryAfterSeconds: expect.any(Number) });
    const actor = { type: "user", userId, role: "viewer", session: { id: "ses_of_the_user", provenAt: new Date() } } as const;
    const elsewhere = createTestContext({ db: database.db, organizationId, overrides: { actor } });
    const input = { currentPassword: "guess", newPassword: "a new password" };
    await expect(changePassword({ ctx: elsewhere, input })).rejects.toMatchObject({ code: "invalid_input" });
  });

  it("without a password has none to change, and no program changes any", async () => {
    const userId = await addMember("viewer");
    const input = { currentPassword: "whatever it is", newPassword: "a new password" };
    await expect(changePassword({ ctx: as(userId, "viewer"), input })).rejects.toMatchObject({ code: "conflict" });
    const token = createTestContext({ db: database.db, organizationId });
    await expect(changePassword({ ctx: token, input })).rejects.toMatchObject({ code: "forbidden" });
    await expect(signOutEverywhere({ ctx: token })).rejects.toMatchObject({ code: "forbidden" });
  });

  it("is signed out everywhere, and no other is", async () => {
    const [userId, other] = [await addMember("viewer"), await addMember("viewer")];
    const open = (id: string) => openSession({ db: database.db, clock: systemClock, userId: id });
    const [first, second, others] = [await open(userId), await open(userId), await open(other)];
    await signOutEverywhere({ ctx: as(userId, "viewer") });
    expect([await userOf(first), await userOf(second)]).toEqual([null, null]);
    expect(await userOf(others)).toMatchObject({ user: { id: other } });
  });
});
