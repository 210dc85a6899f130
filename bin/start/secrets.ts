import { hkdfSync, randomBytes } from "node:crypto";
import { link, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Env } from "@/server/platform/env";

/**
 * Returns the installation's key: the given one, or else the one in the data folder (0600), which the first start makes. Throws when
 * DATABASE_URL is set in production without a key: a generated one would be lost with the folder, and all secrets in the database with it.
 */
export async function loadSecretKey(env: Pick<Env, "secretKey" | "dataDir" | "nodeEnv" | "databaseUrl">): Promise<string> {
  if (env.secretKey) return env.secretKey;
  if (env.nodeEnv === "production" && env.databaseUrl !== undefined) {
    throw new Error("POSTERN_SECRET_KEY: must be set with NODE_ENV=production and DATABASE_URL (make one with: openssl rand -base64 32).");
  }
  await mkdir(env.dataDir, { recursive: true });
  const path = join(env.dataDir, "secret.key");
  const existing = await readFile(path, "utf8").catch(() => null);
  if (existing) return existing.trim();
  // The file is written aside and linked, so that it is never seen half-written and a second start never replaces it.
  const draft = `${path}.${randomBytes(6).toString("hex")}`;
  await writeFile(draft, `${randomBytes(32).toString("base64")}\n`, { mode: 0o600 });
  await link(draft, path).catch(() => undefined);
  await rm(draft);
  return (await readFile(path, "utf8")).trim();
}

/** Returns the key that signs portal logins, derived from the installation's key (RFC 5869). */
export function deriveLoginSecret(secretKey: string): string {
  return Buffer.from(hkdfSync("sha256", Buffer.from(secretKey, "base64"), "", "postern/portal-login", 32)).toString("base64");
}
