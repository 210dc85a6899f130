import { z } from "zod";
import type { Means } from "@/server/context";
import { HASH_OF_NOBODY } from "@/server/platform/passwords";
import { giveBackLoginPermit, takeLoginPermit } from "@/server/user/login-throttle";

export type Authentication =
  | { type: "authenticated"; userId: string; sessionEpoch: number }
  /** The account is unknown or the password is wrong; the two are not told apart. */
  | { type: "refused" }
  | { type: "throttled"; retryAfterSeconds: number };

const credentials = z.object({
  email: z
    .string()
    .max(320)
    .transform((value) => value.trim().toLowerCase()),
  password: z.string().min(1).max(1_024),
});

/**
 * Checks whether e-mail address and password belong to a user. It runs before any session or tenant is known, so it takes the
 * means instead of a context. Attempts are limited for the account and for the installation (login-throttle.ts).
 */
export async function authenticateUser(
  input: Pick<Means, "db" | "clock" | "passwords"> & { credentials: unknown },
): Promise<Authentication> {
  const parsed = credentials.safeParse(input.credentials);
  if (!parsed.success || parsed.data.email.includes("\u0000")) return { type: "refused" };
  const { email, password } = parsed.data;
  const permit = await takeLoginPermit({ db: input.db, clock: input.clock, email });
  if (permit.type === "throttled") return permit;
  const user = await input.db.user.findUnique({ where: { email }, select: { id: true, passwordHash: true, sessionEpoch: true } });
  const isMatch = await input.passwords.isMatch(password, user?.passwordHash ?? HASH_OF_NOBODY);
  if (!user?.passwordHash || !isMatch) return { type: "refused" };
  await giveBackLoginPermit({ db: input.db, email });
  return { type: "authenticated", userId: user.id, sessionEpoch: user.sessionEpoch };
}
