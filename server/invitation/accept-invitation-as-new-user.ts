import { PosternError } from "@/domain/errors";
import { newId } from "@/domain/ids";
import { newAccount } from "@/domain/invitation/invitation";
import { parseInput } from "@/domain/parse-input";
import type { Means } from "@/server/context";
import { findInvitation } from "@/server/invitation/find-invitation";
import { joinByInvitation } from "@/server/invitation/join-by-invitation";
import { lockOpenInvitation } from "@/server/invitation/open-invitations";

/**
 * Makes an account for the invited address with this name and password, and makes its user a member. Returns the address, which
 * stays unverified (docs/decisions/012-people.md). Throws PosternError `not_found` for a link that is no longer good, `conflict`
 * when the address has an account, `invalid_input`.
 */
export async function acceptInvitationAsNewUser(
  input: Pick<Means, "db" | "clock" | "passwords"> & { token: string; input: unknown },
): Promise<{ email: string; organizationId: string }> {
  const { db, clock, passwords, token } = input;
  const { name, password } = parseInput(newAccount, input.input);
  // The link is checked before the password is hashed: only the holder of a good link may make this process do that work.
  const found = await findInvitation({ db, clock, token });
  if (found?.hasAccount) throw hasAccount(found.email);
  const passwordHash = found ? await passwords.hash(password) : null;
  const now = clock.now();
  return db.$transaction(async (tx) => {
    const invitation = await lockOpenInvitation({ tx, token, now });
    const { email, organizationId } = invitation;
    if (await tx.user.findUnique({ where: { email }, select: { id: true } })) throw hasAccount(email);
    const user = await tx.user.create({ data: { id: newId("user"), email, name, passwordHash, createdAt: now } });
    await joinByInvitation({ tx, invitation, user, now });
    return { email, organizationId };
  });
}

function hasAccount(email: string): PosternError {
  return new PosternError("conflict", `There is an account for ${email} already. Sign in with it to accept the invitation.`);
}
