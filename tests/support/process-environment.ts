import { randomBytes } from "node:crypto";
import type { TokenScope } from "@/domain/api-token/scopes";
import { newId } from "@/domain/ids";
import { generateTokenSecret, hashTokenSecret, visiblePrefix } from "@/server/api-token/token-secret";
import { type Database, getDatabase } from "@/server/platform/db";
import { getVault } from "@/server/platform/vault";
import { ensurePlatformKey } from "@/server/signing/ensure-platform-key";
import { createTestDatabase } from "@/tests/support/test-database";
import { makeOrganization } from "@/tests/support/test-rows";

export interface ProcessEnvironment {
  db: Database;
  stop(): Promise<void>;
}

/**
 * Sets this process up as an installation of its own, for tests of the edges, which make their contexts from the
 * environment, to which `variables` are added. Once in a test file, before anything reads it.
 */
export async function startProcessEnvironment(variables: Readonly<Record<string, string>> = {}): Promise<ProcessEnvironment> {
  const database = await createTestDatabase();
  Object.assign(process.env, {
    DATABASE_URL: database.databaseUrl,
    POSTERN_SECRET_KEY: randomBytes(32).toString("base64"),
    POSTERN_ALLOWED_PRIVATE_NETWORKS: "127.0.0.0/8",
    LOG_LEVEL: "silent",
    ...variables,
  });
  const db = getDatabase();
  await ensurePlatformKey({ db, vault: getVault() });
  return {
    db,
    stop: async () => {
      await db.$disconnect();
      await database.drop();
    },
  };
}

/** An organization with the built-in event types and an API token, with every scope unless `scopes` says less. */
export async function makeOrganizationWithToken(
  db: Database,
  options: { scopes?: TokenScope[]; organizationId?: string } = {},
): Promise<{ organizationId: string; token: string }> {
  const organizationId = options.organizationId ?? (await makeOrganization(db));
  const token = generateTokenSecret();
  await db.apiToken.create({
    data: {
      id: newId("apiToken"),
      organizationId,
      name: "Test",
      prefix: visiblePrefix(token),
      tokenHash: hashTokenSecret(token),
      scopes: options.scopes ?? ["read", "write", "publish", "admin"],
    },
  });
  return { organizationId, token };
}
