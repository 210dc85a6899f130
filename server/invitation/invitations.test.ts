import { beforeEach, describe, expect, it } from "vitest";
import { DAY_MS } from "@/domain/duration";
import { newId } from "@/domain/ids";
import type { Role } from "@/domain/user/roles";
import { listAuditLog } from "@/server/audit/list-audit-log";
import { acceptInvitation } from "@/server/invitation/accept-invitation";
import { acceptInvitationAsNewUser } from "@/server/invitation/accept-invitation-as-new-user";
import { createInvitation } from "@/server/invitation/create-invitation";
import { findInvitation } from "@/server/invitation/find-invitation";
import { listInvitations } from "@/server/invitation/list-invitations";
import { revokeInvitation } from "@/server/invitation/revoke-invitation";
import { listMembers } from "@/server/member/list-members";
import { openSession } from "@/server/session/open-session";
import { authenticateIdentity, type Identity } from "@/server/user/authenticate-identity";
import { authenticateUser } from "@/server/user/authenticate-user";
import { findSignedInUser } from "@/server/user/find-signed-in-user";
import { createTestContext, testPasswords, userActor } from "@/tests/support/test-context";
import { withTestDatabase } from "@/tests/support/test-database";
import { makeOrganization } from "@/tests/support/test-rows";

const password = "a long enough password";

const database = withTestDatabase();
let organizationId: string;
let elsewhereId: string;
let nowMs = Date.parse("2026-01-01T00:00:00Z");
const clock = { now: () => new Date(nowMs) };

beforeEach(async () => {
  organizationId = await makeOrganization(database.db);
  elsewhereId = await makeOrganization(database.db);
});

const as = (role: Role, tenant = organizationId) =>
  createTestContext({
    db: database.db,
    organizationId: tenant,
    overrides: { actor: userActor({ userId: "usr_inviter", role }), clock },
  });
const invite = (email: string, role: Role = "admin", tenant = organizationId) =>
  createInvitation({ ctx: as("owner", tenant), input: { email, role } });
const find = (token: string) => findInvitation({ db: database.db, clock, token });
const accept = (token: string, name = "Grace") =>
  acceptInvitationAsNewUser({ db: database.db, clock, passwords: testPasswords, token, input: { name, password } });
const members = async (tenant = organizationId) =>
  (await listMembers({ ctx: as("viewer", tenant) })).map(({ email, role }) => ({ email, role }));
const freshEmail = () => `${newId("user").toLowerCase()}@example.com`;
const addUser = (email: string, values: object = {}) =>
  database.db.user.create({ data: { id: newId("user"), email, name: "Someone", ...values } });

describe("an invitation", () => {
  it("makes an account for its address by its link, once, and keeps only a hash of the link", async () => {
    const email = freshEmail();
    const { token, invitation } = await invite(email.toUpperCase());
    expect(invitation).toMatchObject({ email, role: "admin", isExpired: false });
    expect(JSON.stringify(await database.db.invitation.findMany())).not.toContain(token);
    expect(await find(token)).toMatchObject({ email, role: "admin", organizationName: "Test", hasAccount: false });
    expect(await accept(token)).toEqual({ email, organizationId });
    expect(await members()).toEqual([{ email, role: "admin" }]);
    expect(await authenticateUser({ ...as("viewer"), credentials: { email, password }, deviceCookie: undefined })).toMatchObject({
      type: "authenticated",
    });
    expect(await find(token)).toBeNull();
    await expect(accept(token)).rejects.toMatchObject({ code: "not_found" });
    const log = await listAuditLog({ ctx: as("owner"), input: {} });
    expect(log.data.map(({ action, actor }) => [action, actor.name])).toEqual([
      ["member.joined", "Grace"],
      ["invitation.created", null],
    ]);
    expect(JSON.stringify(log)).not.toContain(token);
  });

  it("is accepted once by two at a time", async () => {
    const { token } = await invite(freshEmail());
    const outcomes = await Promise.allSettled([accept(token), accept(token)]);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await members()).toHaveLength(1);
  });

  it("makes who has an account a member, and nobody of another address", async () => {
    const user = await addUser(freshEmail());
    const { token } = await invite(user.email, "viewer");
    expect(await find(token)).toMatchObject({ hasAccount: true });
    await expect(accept(token)).rejects.toMatchObject({ code: "conflict" });
    const stranger = await addUser(freshEmail());
    await expect(acceptInvitation({ db: database.db, clock, token, user: stranger })).rejects.toMatchObject({ code: "forbidden" });
    expect(await acceptInvitation({ db: database.db, clock, token, user })).toEqual({ organizationId });
    expect(await members()).toEqual([{ email: user.email, role: "viewer" }]);
  });

  it("ends after seven days, when it is revoked, and when the address is invited anew", async () => {
    const [late, revoked, again] = [await invite(freshEmail()), await invite(freshEmail()), await invite(freshEmail())];
    await revokeInvitation({ ctx: as("owner"), input: { invitationId: revoked.invitation.id } });
    const renewed = await invite(again.invitation.email, "viewer");
    nowMs += 7 * DAY_MS - 1;
    expect(await find(late.token)).not.toBeNull();
    expect(await find(renewed.token)).toMatchObject({ role: "viewer" });
    for (const { token } of [revoked, again]) {
      expect(await find(token)).toBeNull();
      await expect(accept(token)).rejects.toMatchObject({ code: "not_found" });
    }
    nowMs += 1;
    expect(await find(late.token)).toBeNull();
    await expect(accept(late.token)).rejects.toMatchObject({ code: "not_found" });
    const listed = await listInvitations({ ctx: as("owner") });
    expect(listed.map(({ id, isExpired }) => [id, isExpired])).toEqual([
      [renewed.invitation.id, true],
      [late.invitation.id, true],
    ]);
  });

  it("is for owners to make, see and revoke, of their own organization alone", async () => {
    const { invitation } = await invite(freshEmail());
    const input = { invitationId: invitation.id };
    for (const role of ["admin", "viewer"] as const) {
      const forbidden = { code: "forbidden" };
      await expect(createInvitation({ ctx: as(role), input: { email: freshEmail(), role } })).rejects.toMatchObject(forbidden);
      await expect(listInvitations({ ctx: as(role) })).rejects.toMatchObject(forbidden);
      await expect(revokeInvitation({ ctx: as(role), input })).rejects.toMatchObject(forbidden);
    }
    await expect(revokeInvitation({ ctx: as("owner", elsewhereId), input })).rejects.toMatchObject({ code: "not_found" });
    expect(await listInvitations({ ctx: as("owner", elsewhereId) })).toEqual([]);
    expect(await listInvitations({ ctx: as("owner") })).toHaveLength(1);
  });

  it("is not made for a member, nor for what is no address", async () => {
    const { token, invitation } = await invite(freshEmail());
    await accept(token);
    await expect(invite(invitation.email)).rejects.toMatchObject({ code: "conflict" });
    await expect(invite("ada")).rejects.toMatchObject({ faults: [{ path: "email" }] });
  });
});

describe("an OpenID Connect identity", () => {
  const identityOf = (email: string, values: Partial<Identity> = {}): Identity => ({
    issuer: "https://id.example.com",
    subject: newId("user"),
    email,
    isEmailVerified: true,
    name: "Grace Hopper",
    ...values,
  });
  const signIn = (credentials: object) => authenticateUser({ ...as("viewer"), credentials, deviceCookie: undefined });
  const authenticate = (identity: Identity) => authenticateIdentity({ db: database.db, clock, identity });

  it("signs in the user of its verified address, and later on that user whatever the address has become", async () => {
    const user = await addUser(freshEmail(), { emailVerifiedAt: clock.now(), passwordHash: "kept" });
    const identity = identityOf(user.email.toUpperCase());
    expect(await authenticate(identity)).toEqual({ type: "authenticated", userId: user.id });
    const moved = { ...identity, email: freshEmail(), isEmailVerified: false };
    expect(await authenticate(moved)).toMatchObject({ type: "authenticated", userId: user.id });
    expect(await database.db.user.findUniqueOrThrow({ where: { id: user.id } })).toMatchObject({ passwordHash: "kept", email: user.email });
  });

  it("is not linked by an address that is not verified or missing", async () => {
    const user = await addUser(freshEmail());
    await invite(user.email);
    for (const values of [{ isEmailVerified: false }, { email: undefined }, { email: "no address" }]) {
      expect(await authenticate(identityOf(user.email, values))).toEqual({ type: "unverified" });
    }
    expect(await database.db.oidcIdentity.count({ where: { userId: user.id } })).toBe(0);
  });

  it("is refused where nobody has the address and nobody has invited it", async () => {
    const email = freshEmail();
    expect(await authenticate(identityOf(email))).toEqual({ type: "unknown" });
    const { invitation } = await invite(email);
    await revokeInvitation({ ctx: as("owner"), input: { invitationId: invitation.id } });
    expect(await authenticate(identityOf(email))).toEqual({ type: "unknown" });
    expect(await database.db.user.findUnique({ where: { email } })).toBeNull();
  });

  it("makes an account without a password for an invited address, in every organization that invites it", async () => {
    const email = freshEmail();
    await invite(email, "viewer");
    await invite(email, "admin", elsewhereId);
    const identity = identityOf(email);
    const outcomes = await Promise.all([authenticate(identity), authenticate(identity)]);
    expect(outcomes).toEqual(Array(2).fill(expect.objectContaining({ type: "authenticated" })));
    expect([await members(), await members(elsewhereId)]).toEqual([[{ email, role: "viewer" }], [{ email, role: "admin" }]]);
    const user = await database.db.user.findUniqueOrThrow({ where: { email } });
    expect(user).toMatchObject({ name: "Grace Hopper", passwordHash: null, emailVerifiedAt: clock.now() });
    for (const guess of ["", "no account has this password"]) {
      expect(await signIn({ email, password: guess })).toEqual({ type: "refused" });
    }
  });

  it("ends the password and the sessions of an account whose address nobody has shown to be theirs", async () => {
    const { token } = await invite(freshEmail());
    const { email } = await accept(token, "Somebody who got the link");
    const { id: userId } = await database.db.user.findUniqueOrThrow({ where: { email } });
    const sessionId = await openSession({ db: database.db, clock, userId });
    expect(await authenticate(identityOf(email))).toMatchObject({ type: "authenticated", userId });
    expect(await findSignedInUser({ db: database.db, clock, sessionId })).toBeNull();
    expect(await signIn({ email, password })).toEqual({ type: "refused" });
  });

  it("is not linked with a user whom the same provider knows as somebody else", async () => {
    const user = await addUser(freshEmail());
    await authenticate(identityOf(user.email));
    expect(await authenticate(identityOf(user.email))).toEqual({ type: "taken" });
    expect(await authenticate(identityOf(user.email, { issuer: "https://other.example.com" }))).toMatchObject({ userId: user.id });
  });
});
