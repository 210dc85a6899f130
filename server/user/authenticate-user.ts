import { z } from "zod";
import type { Clock } from "@/server/platform/clock";
import type { Database } from "@/server/platform/db";
import { hashPassword, isPassword } from "@/server/platform/password";
import { giveBackLoginPermit, takeLoginPermit } from "@/server/user/login-throttle";

export type Authentication =
  | { type: "authenticated"; userId: string; sessionEpoch: number }
  /** Unknown account or wrong password: the two are not told apart. */
  | { type: "refused" }
  | { type: "throttled"; retryAfterSeconds: number };

const credentials = z.object({
  email: z
    .string()
    .max(320)
    .transform((value) => value.trim().toLowerCase()),
  password: z.string().min(1).max(1_024),
});

let decoy: Promise<string> | undefined;

/** Something to compare with where there is no account, so that both take as long. */
function decoyHash(): Promise<string> {
  decoy ??= hashPassword("no account has this password");
  return decoy;
}

/**
 * Whether e-mail address and password name a user. Comes before any session or tenant is known, so it takes the
 * database instead of a context. Attempts are limited by account and for the installation (login-throttle.ts).
 */
export async function authenticateUser(input: { db: Database; clock: Clock; credentials: unknown }): Promise<Authentication> {
  const parsed = credentials.safeParse(input.credentials);
  if (!parsed.success || parsed.data.email.includes("\u0000")) return { type: "refused" };
  const { email, password } = parsed.data;
  const permit = await takeLoginPermit({ db: input.db, clock: input.clock, email });
  if (permit.type === "throttled") return permit;
  const user = await input.db.user.findUnique({ where: { email }, select: { id: true, passwordHash: true, sessionEpoch: true } });
  const isMatch = await isPassword(password, user?.passwordHash ?? (await decoyHash()));
  if (!user?.passwordHash || !isMatch) return { type: "refused" };
  await giveBackLoginPermit({ db: input.db, email });
  return { type: "authenticated", userId: user.id, sessionEpoch: user.sessionEpoch };
}
