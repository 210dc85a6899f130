import { beforeEach, describe, expect, it } from "vitest";
import { PosternError } from "@/domain/errors";
import { newId } from "@/domain/ids";
import { acceptInvitation } from "@/server/invitation/accept-invitation";
import { acceptInvitationAsNewUser } from "@/server/invitation/accept-invitation-as-new-user";
import { createInvitation } from "@/server/invitation/create-invitation";
import { revokeInvitation } from "@/server/invitation/revoke-invitation";
import { lockMembers } from "@/server/member/lock-members";
import type { Transaction } from "@/server/platform/db";
import { authenticateIdentity } from "@/server/user/authenticate-identity";
import { eventually, PATIENCE_MS } from "@/tests/support/eventually";
import { createTestContext, testPasswords, userActor } from "@/tests/support/test-context";
import { withTestDatabase } from "@/tests/support/test-database";
import { makeOrganization } from "@/tests/support/test-rows";

const clock = { now: () => new Date() };

const database = withTestDatabase();
let organizationId: string;
beforeEach(async () => {
  organizationId = await makeOrganization(database.db);
});

const owner = (tenant = organizationId) =>
  createTestContext({
    db: database.db,
    organizationId: tenant,
    overrides: { actor: userActor({ userId: "usr_inviter", role: "owner" }) },
  });
const invite = (email: string, tenant?: string) => createInvitation({ ctx: owner(tenant), input: { email, role: "admin" } });
const freshEmail = () => `${newId("user").toLowerCase()}@example.com`;
const identityOf = (email: string) => ({
  issuer: "https://id.example.com",
  subject: email,
  email,
  isEmailVerified: true,
  name: "Grace Hopper",
});
const signIn = (email: string) => authenticateIdentity({ db: database.db, clock, identity: identityOf(email) });
const addUser = (email: string) => database.db.user.create({ data: { id: newId("user"), email, name: "Someone" } });

/** Runs the acts that `prepare` returns all at once, `times` over. Returns the errors that are not PosternErrors. */
async function race(times: number, prepare: () => Promise<(() => Promise<unknown>)[]>): Promise<unknown[]> {
  const faults: unknown[] = [];
  for (let time = 0; time < times; time++) {
    const acts = await prepare();
    for (const outcome of await Promise.allSettled(acts.map((act) => act()))) {
      if (outcome.status === "rejected" && !(outcome.reason instanceof PosternError)) faults.push(outcome.reason);
    }
  }
  return faults;
}

/** Starts `act` while the organization's members are locked, makes `change` once it waits for the lock, and then lets it continue. */
async function changeBeforeLock<Result>(act: () => Promise<Result>, change: (tx: Transaction) => Promise<unknown>): Promise<Result> {
  let running: Promise<Result> | undefined;
  await database.db.$transaction(
    async (tx) => {
      await lockMembers({ tx, organizationId });
      running = act();
      running.catch(() => undefined);
      await eventually(async () => {
        const waiting = await database.db.$queryRaw<unknown[]>`select 1 from pg_locks where not granted`;
        expect(waiting).not.toEqual([]);
      });
      await change(tx);
    },
    { timeout: PATIENCE_MS },
  );
  if (!running) throw new Error("It was not begun.");
  return running;
}

const revokeAll = (tx: Transaction) => tx.invitation.updateMany({ where: { organizationId }, data: { revokedAt: new Date() } });

describe("an invitation that is accepted", () => {
  it("and made anew at once ends in one of the two ways, never in a deadlock", async () => {
    const faults = await race(60, async () => {
      const user = await addUser(freshEmail());
      const { token } = await invite(user.email);
      return [() => acceptInvitation({ db: database.db, clock, token, user }), () => invite(user.email)];
    });
    expect(faults).toEqual([]);
  });

  it("and revoked at once ends in one of the two ways, never in a deadlock", async () => {
    const faults = await race(60, async () => {
      const user = await addUser(freshEmail());
      const { token, invitation } = await invite(user.email);
      const revoke = () => revokeInvitation({ ctx: owner(), input: { invitationId: invitation.id } });
      return [() => acceptInvitation({ db: database.db, clock, token, user }), revoke];
    });
    expect(faults).toEqual([]);
    const both = await database.db.invitation.count({ where: { acceptedAt: { not: null }, revokedAt: { not: null } } });
    expect(both).toBe(0);
  });

  it("makes nobody a member when it was revoked while its link waited for its turn", async () => {
    const user = await addUser(freshEmail());
    const { token } = await invite(user.email);
    const accepted = changeBeforeLock(() => acceptInvitation({ db: database.db, clock, token, user }), revokeAll);
    await expect(accepted).rejects.toMatchObject({ code: "not_found" });
    expect(await database.db.membership.count({ where: { organizationId } })).toBe(0);
  });
});

describe("an identity whose address is invited", () => {
  it("becomes no member and gets no account when the invitation was revoked while it waited for its turn", async () => {
    const email = freshEmail();
    await invite(email);
    expect(await changeBeforeLock(() => signIn(email), revokeAll)).toEqual({ type: "unknown" });
    expect(await database.db.membership.count({ where: { organizationId } })).toBe(0);
    expect(await database.db.user.count({ where: { email } })).toBe(0);
  });

  it("signs in while its link is followed, its invitation made anew, and others join the same organizations", async () => {
    const elsewhereId = await makeOrganization(database.db);
    const faults = await race(10, async () => {
      const [email, other] = [freshEmail(), freshEmail()];
      const { token } = await invite(email);
      await invite(email, elsewhereId);
      await invite(other, elsewhereId);
      await invite(other);
      const input = { name: "Grace", password: "a long enough password" };
      const accept = () => acceptInvitationAsNewUser({ db: database.db, clock, passwords: testPasswords, token, input });
      return [() => signIn(email), accept, () => signIn(other), () => invite(email, elsewhereId)];
    });
    expect(faults).toEqual([]);
  });
});
