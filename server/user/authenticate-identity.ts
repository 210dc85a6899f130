import { newId } from "@/domain/ids";
import { emailAddress, personName } from "@/domain/user/account";
import { joinByInvitation } from "@/server/invitation/join-by-invitation";
import { lockOpenInvitationsOf } from "@/server/invitation/open-invitations";
import type { Clock } from "@/server/platform/clock";
import type { Database, Transaction } from "@/server/platform/db";
import { endSessionsOf } from "@/server/session/end-sessions-of";

/** The claims of an OpenID Connect provider about a person who signs in (OpenID Connect Core 1.0, section 5.1). */
export interface Identity {
  issuer: string;
  subject: string;
  email: string | undefined;
  /** True when the provider has verified that the address is theirs. */
  isEmailVerified: boolean;
  name: string | undefined;
}

export type IdentityOutcome =
  | { type: "authenticated"; userId: string }
  /** The identity is new, and the provider vouches for no address. */
  | { type: "unverified" }
  /** The address belongs to no user, and no invitation names it. */
  | { type: "unknown" }
  /** The address belongs to a user who is linked with another identity of the same provider. */
  | { type: "taken" };

/**
 * Returns the user that an identity signs in (docs/decisions/012-people.md): the user it was linked with before, else the user
 * with its verified address, else a new user when that address is invited. It runs before any session or tenant is known.
 */
export async function authenticateIdentity(input: { db: Database; clock: Clock; identity: Identity }): Promise<IdentityOutcome> {
  const { db, clock, identity } = input;
  const { issuer, subject } = identity;
  const linked = await db.oidcIdentity.findUnique({
    where: { issuer_subject: { issuer, subject } },
    select: { userId: true },
  });
  if (linked) return { type: "authenticated", userId: linked.userId };
  const email = emailAddress.safeParse(identity.email);
  if (!identity.isEmailVerified || !email.success) return { type: "unverified" };
  return db.$transaction(async (tx) => {
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`identity:${email.data}`}, 0))`;
    return link({ tx, now: clock.now(), identity, email: email.data });
  });
}

async function link(input: { tx: Transaction; now: Date; identity: Identity; email: string }): Promise<IdentityOutcome> {
  const { tx, now, email } = input;
  const { issuer, subject } = input.identity;
  const invitations = await lockOpenInvitationsOf({ tx, email, now });
  const user = (await claimUser(input)) ?? (invitations.length > 0 ? await makeInvitedUser(input) : null);
  if (!user) return { type: "unknown" };
  const known = await tx.oidcIdentity.findFirst({ where: { issuer, userId: user.id }, select: { subject: true } });
  if (known && known.subject !== subject) return { type: "taken" };
  if (!known) await tx.oidcIdentity.create({ data: { issuer, subject, userId: user.id, createdAt: now } });
  for (const invitation of invitations) await joinByInvitation({ tx, invitation, user, now });
  return { type: "authenticated", userId: user.id };
}

interface LinkedUser {
  id: string;
  name: string;
}

const select = { id: true, name: true } as const;

/**
 * Returns the user with this address, or null. An unverified user may be another person who got to a link first, so their
 * password and their sessions end.
 */
async function claimUser({ tx, now, email }: { tx: Transaction; now: Date; email: string }): Promise<LinkedUser | null> {
  const user = await tx.user.findUnique({ where: { email }, select: { ...select, emailVerifiedAt: true } });
  if (!user || user.emailVerifiedAt) return user;
  await endSessionsOf({ tx, userId: user.id });
  return tx.user.update({ where: { id: user.id }, data: { emailVerifiedAt: now, passwordHash: null }, select });
}

async function makeInvitedUser(input: { tx: Transaction; now: Date; identity: Identity; email: string }): Promise<LinkedUser> {
  const { tx, now, identity, email } = input;
  const name = personName.safeParse(identity.name);
  return tx.user.create({
    data: {
      id: newId("user"),
      email,
      name: name.success ? name.data : (email.split("@")[0] ?? email),
      emailVerifiedAt: now,
      createdAt: now,
    },
    select,
  });
}
