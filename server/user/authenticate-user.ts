import { z } from "zod";
import type { Means } from "@/server/context";
import { countFailure, forgetFailures, takeBackFailure } from "@/server/login/failure-counts";
import { type KnownDevice, openDevice, sealDevice } from "@/server/login/known-device";
import { FREE_FAILURES, hashAccount, OF_INSTALLATION, ofAccount, ofDevice, waitMs } from "@/server/login/login-limits";

export type Authentication =
  /** `device` is the cookie by which the browser is known from now on. */
  | { type: "authenticated"; userId: string; device: string }
  /** The account is unknown or the password is wrong; the two are not told apart. */
  | { type: "refused" }
  /** Too many strangers are waiting already. */
  | { type: "busy"; retryAfterSeconds: number };

const RETRY_AFTER_SECONDS = 30;

const credentials = z.object({
  email: z
    .string()
    .max(320)
    .transform((value) => value.trim().toLowerCase()),
  password: z.string().min(1).max(1_024),
});

type LoginMeans = Pick<Means, "db" | "clock" | "passwords" | "vault" | "logins">;

interface Attempt {
  means: LoginMeans;
  email: string;
  password: string;
}

/**
 * Checks whether e-mail address and password belong to a user. It runs before any session or tenant is known, so it takes the means
 * instead of a context. Failures slow strangers down and refuse nobody who has the password; a browser in which the account has signed in
 * before (`deviceCookie`) does not wait for what strangers did (docs/decisions/031-signing-in.md).
 */
export async function authenticateUser(
  input: LoginMeans & { credentials: unknown; deviceCookie: string | undefined },
): Promise<Authentication> {
  const parsed = credentials.safeParse(input.credentials);
  if (!parsed.success || parsed.data.email.includes("\u0000")) return { type: "refused" };
  const { email, password } = parsed.data;
  const account = hashAccount(email);
  const attempt = { means: input, email, password };
  const device = openDevice({ vault: input.vault, cookie: input.deviceCookie });
  const known = device?.accounts.includes(account) ? await tryKnown(attempt, device) : "unknown";
  const userId = known === "unknown" ? await input.logins.admit(account, () => tryStranger(attempt)) : known.userId;
  if (userId === null) return { type: "busy", retryAfterSeconds: RETRY_AFTER_SECONDS };
  if (userId === undefined) return { type: "refused" };
  return { type: "authenticated", userId, device: sealDevice({ vault: input.vault, device, account }) };
}

/** Tries from a known device, with a count of its own. One that has failed too often is a stranger. */
async function tryKnown(attempt: Attempt, device: KnownDevice): Promise<{ userId: string | undefined } | "unknown"> {
  const { db, clock } = attempt.means;
  const count = ofDevice(device.id);
  if ((await countFailure({ db, clock, ...count })) > FREE_FAILURES) return "unknown";
  const userId = await findUser(attempt);
  if (userId !== undefined) await forgetFailures({ db, key: count.key });
  return { userId };
}

async function tryStranger(attempt: Attempt): Promise<string | undefined> {
  const { db, clock, logins } = attempt.means;
  const count = ofAccount(attempt.email);
  const failures = { ofAccount: await countFailure({ db, clock, ...count }), ofAll: await countFailure({ db, clock, ...OF_INSTALLATION }) };
  await logins.pause(waitMs(failures));
  const userId = await logins.inTurn(() => findUser(attempt));
  if (userId !== undefined) {
    await forgetFailures({ db, key: count.key });
    await takeBackFailure({ db, key: OF_INSTALLATION.key });
  }
  return userId;
}

/** Returns the id of the user with this address and password. It takes as long where there is no such user. */
async function findUser({ means, email, password }: Attempt): Promise<string | undefined> {
  const user = await means.db.user.findUnique({ where: { email }, select: { id: true, passwordHash: true } });
  const isMatch = await means.passwords.isMatch(password, user?.passwordHash ?? means.passwords.hashOfNobody);
  return user?.passwordHash && isMatch ? user.id : undefined;
}
