import { hkdfSync, randomBytes } from "node:crypto";
import { link, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Env } from "@/server/platform/env";

/**
 * The installation's key: the one given, else the one kept in the data folder (0600), made on the first start. Throws when a
 * database of its own in production comes without a key: lost with the folder, a generated one would take all secrets along.
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
  // Written aside and linked, so that the file is never seen half-written and a second start never replaces it.
  const draft = `${path}.${randomBytes(6).toString("hex")}`;
  await writeFile(draft, `${randomBytes(32).toString("base64")}\n`, { mode: 0o600 });
  await link(draft, path).catch(() => undefined);
  await rm(draft);
  return (await readFile(path, "utf8")).trim();
}

/** The key that signs portal logins, derived from the installation's (RFC 5869). */
export function deriveLoginSecret(secretKey: string): string {
  return Buffer.from(hkdfSync("sha256", Buffer.from(secretKey, "base64"), "", "postern/portal-login", 32)).toString("base64");
}
