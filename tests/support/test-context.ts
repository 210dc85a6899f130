import { randomBytes } from "node:crypto";
import type { TokenScope } from "@/domain/api-token/scopes";
import type { Retention } from "@/domain/retention/retention";
import type { Role } from "@/domain/user/roles";
import { createRememberedTokens } from "@/server/api-token/remembered-tokens";
import type { Actor, Context } from "@/server/context";
import { createEgressClient, type EgressClient } from "@/server/egress/egress-client";
import { createSubscriptionCache } from "@/server/event/subscription-cache";
import { createSchemaChecks } from "@/server/event-type/schema-checks";
import type { JobEvent, Jobs } from "@/server/jobs";
import { createLoginGate } from "@/server/login/login-gate";
import { type Clock, systemClock } from "@/server/platform/clock";
import type { Database } from "@/server/platform/db";
import { createLogger } from "@/server/platform/logger";
import { createPasswords } from "@/server/platform/passwords";
import { createVault, type Vault } from "@/server/platform/vault";
import { createTargetCache } from "@/server/request/attempt-target";
import { createPlatformKeyCache } from "@/server/signing/platform-key-cache";
import type { Evaluator } from "@/server/transform/evaluator";
import { createEvaluatorPool } from "@/server/transform/evaluator-pool";

/** One vault for a whole test file, so that any helper can decrypt what another has encrypted. */
export const testVault: Vault = createVault(randomBytes(32).toString("base64"));

/** A logger that writes nothing. Tests see faults in other ways. */
export const testLogger = createLogger({ level: "silent" });

/** One pool for a whole test file. It starts no process before the first evaluation. */
export const testEvaluator: Evaluator = createEvaluatorPool({ size: 2 });

/** Hashes for a thousandth of the cost, since tests make many. */
export const testPasswords = createPasswords({ cost: { N: 2 ** 7, r: 8, p: 1 } });
const testSchemas = createSchemaChecks();

/** For how long the tests' installation keeps history. */
export const TEST_RETENTION: Retention = { deliveryDays: 28, bodyDays: 7, skippedDays: 3, auditLogDays: 365 };

/** A jobs port that records its events and runs nothing. */
export interface RecordedJobs extends Jobs {
  sent: JobEvent[];
}

export function recordJobs(): RecordedJobs {
  const sent: JobEvent[] = [];
  return {
    sent,
    send: async (event) => {
      sent.push(event);
    },
  };
}

/**
 * Checks whether `jobs` was told to ring at this time of the database, as Prisma reads it. Prisma cuts off fractions of a
 * millisecond, which are rounded up for a ring, since it must not come too early.
 */
export function hasRingFor(jobs: RecordedJobs, time: Date | null): boolean {
  const timeMs = time?.getTime() ?? Number.NaN;
  return jobs.sent.some((event) => "at" in event && event.at && [timeMs, timeMs + 1].includes(event.at.getTime()));
}

const policy = { isHttpsRequired: false, allowedPrivateNetworks: ["127.0.0.0/8"] };
const egress = createEgressClient({ policy });

/** Creates the empty caches of a process, for decrypted webhooks and keys. */
export function createCaches(input: {
  db: Database;
  egress: EgressClient;
  clock?: Clock;
  vault?: Vault;
}): Pick<Context, "targets" | "platformKeys"> {
  const means = { vault: testVault, clock: systemClock, ...input };
  return { targets: createTargetCache(means), platformKeys: createPlatformKeyCache(means) };
}

/** Returns a user who acts in a session in which they have just proved who they are. */
export function userActor({ userId, role }: { userId: string; role: Role }): Actor {
  return { type: "user", userId, role, session: { id: `ses_${userId}`, provenAt: new Date("2100-01-01T00:00:00Z") } };
}

/** Creates the context of an API token of the organization, in a process of its own. The token has every scope by default. */
export function createTestContext(input: {
  db: Database;
  organizationId: string;
  scopes?: readonly TokenScope[];
  jobs?: Jobs;
  overrides?: Partial<Context>;
}): Context {
  const means = {
    tenant: { organizationId: input.organizationId },
    actor: { type: "api_token" as const, tokenId: "tok_test", scopes: input.scopes ?? ["read", "write", "publish", "admin"] },
    db: input.db,
    jobs: input.jobs ?? recordJobs(),
    clock: systemClock,
    vault: testVault,
    logger: testLogger,
    publicUrl: "http://postern.test",
    egressPolicy: policy,
    hasStaticIp: false,
    retention: TEST_RETENTION,
    egress,
    evaluator: testEvaluator,
    tokens: createRememberedTokens(input),
    passwords: testPasswords,
    logins: createLoginGate({ pause: async () => undefined }),
    entityListeners: [],
    eventListeners: [],
    subscriptions: createSubscriptionCache(input),
    schemas: testSchemas,
    requestId: "req_test",
    ...input.overrides,
  };
  return { ...createCaches(means), ...means };
}
