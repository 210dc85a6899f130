import { randomBytes } from "node:crypto";
import { afterAll, beforeAll } from "vitest";
import { createWebProcess } from "@/app/start-process";
import { holdProcess, type WebProcess } from "@/app/web-process";
import type { TokenScope } from "@/domain/api-token/scopes";
import { newId } from "@/domain/ids";
import { generateTokenSecret, hashTokenSecret, visiblePrefix } from "@/server/api-token/token-secret";
import type { Context } from "@/server/context";
import type { Jobs } from "@/server/jobs";
import type { Database } from "@/server/platform/db";
import { loadEnv } from "@/server/platform/env";
import { ensurePlatformKey } from "@/server/signing/ensure-platform-key";
import { recordJobs } from "@/tests/support/test-context";
import { createTestDatabase, type TestDatabase } from "@/tests/support/test-database";
import { makeOrganization } from "@/tests/support/test-rows";

type Variables = Readonly<Record<string, string>>;

export interface ProcessEnvironment {
  db: Database;
  /** Returns a context of the installation itself, which acts for the organization and rings no process. */
  contextFor(organizationId: string, jobs?: Jobs): Context;
  stop(): Promise<void>;
}

/**
 * Makes this process that of an installation of its own, for tests of the edges. `variables` are added to those that every
 * installation has. It is called once in a test file. `given` is a database to use instead of a new one.
 */
export async function startProcessEnvironment(variables: Variables = {}, given?: TestDatabase): Promise<ProcessEnvironment> {
  const database = given ?? (await createTestDatabase());
  const { means, close } = holdTestProcess({ DATABASE_URL: database.databaseUrl, ...variables });
  await ensurePlatformKey(means);
  return {
    db: means.db,
    contextFor: (organizationId, jobs = recordJobs()) => ({
      ...means,
      jobs,
      tenant: { organizationId },
      actor: { type: "system" },
      requestId: "test",
    }),
    stop: async () => {
      await close();
      await database.drop();
    },
  };
}

/**
 * Makes the process of a test file that of an installation of its own before the tests, and ends it after them. Its members are
 * available in hooks and tests; read earlier they throw. `variables` may be a function of what earlier hooks have made.
 */
export function withProcessEnvironment(variables: Variables | (() => Variables) = {}): Omit<ProcessEnvironment, "stop"> {
  let started: ProcessEnvironment | undefined;
  beforeAll(async () => {
    started = await startProcessEnvironment(typeof variables === "function" ? variables() : variables);
  });
  afterAll(() => started?.stop());
  const use = () => {
    if (!started) throw new Error("The process environment is there in hooks and tests only: do not read it while the file is loaded.");
    return started;
  };
  return {
    get db() {
      return use().db;
    },
    contextFor: (...input) => use().contextFor(...input),
  };
}

/** Creates the process object that the edges find in this process. It connects to nothing; without a DATABASE_URL it could not. */
export function holdTestProcess(variables: Variables = {}): WebProcess {
  const env = loadEnv({
    DATABASE_URL: "postgresql://postgres:secret@127.0.0.1:1/postern",
    POSTERN_SECRET_KEY: randomBytes(32).toString("base64"),
    POSTERN_ALLOWED_PRIVATE_NETWORKS: "127.0.0.0/8",
    LOG_LEVEL: "silent",
    ...variables,
  });
  const held = createWebProcess({ routes: {}, env });
  holdProcess(held);
  return held;
}

/** Creates an organization with the built-in event types and an API token, which has every scope by default. */
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
