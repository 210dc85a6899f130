import { randomUUID } from "node:crypto";
import { availableParallelism } from "node:os";
import { createRateLimiter, type RateLimiter } from "@/server/api-token/rate-limiter";
import { createRememberedTokens } from "@/server/api-token/remembered-tokens";
import { createEventStartListener } from "@/server/automation/event-start-listener";
import { createStartListener } from "@/server/automation/start-listener";
import type { Means } from "@/server/context";
import { createEgressClient } from "@/server/egress/egress-client";
import { egressPolicyOf } from "@/server/egress/egress-policy-of";
import { createSubscriptionCache } from "@/server/event/subscription-cache";
import { createSchemaChecks } from "@/server/event-type/schema-checks";
import { createInboxGate, type InboxGate } from "@/server/inbox/inbox-gate";
import { createWriteWatch, type WriteWatch } from "@/server/installation/write-watch";
import type { Jobs } from "@/server/jobs";
import { createLoginGate } from "@/server/login/login-gate";
import { systemClock } from "@/server/platform/clock";
import { createDatabase, type Database, type TimeLimits } from "@/server/platform/db";
import { type Env, loadEnv } from "@/server/platform/env";
import { createLogger } from "@/server/platform/logger";
import { createPasswords } from "@/server/platform/passwords";
import { createVault } from "@/server/platform/vault";
import { createDeliverer, type Deliverer } from "@/server/queue/deliverer";
import { createTargetCache } from "@/server/request/attempt-target";
import { createPlatformKeyCache } from "@/server/signing/platform-key-cache";
import { createEvaluatorPool } from "@/server/transform/evaluator-pool";
import { disableFailedWebhook } from "@/server/webhook/disable-failed-webhook";

/** The parts that a process of Postern has one of. Its edges make it once and hand it down; verbs take its `means` in their context. */
export interface Process {
  env: Env;
  /** The URL of the database that `means.db` is a client of. */
  databaseUrl: string;
  means: Means;
  /** A client with a connection of its own, so that the health check waits for nobody. */
  healthDb: Database;
  /** Remembers whether the database could store something lately. */
  writeWatch: WriteWatch;
  /** Remembers from request to request how many requests each API token has left. */
  rateLimiter: RateLimiter;
  /** Remembers from request to request how many submissions each public form may still take. */
  formLimiter: RateLimiter;
  /** Remembers from request to request how much each inbox may still receive. */
  inboxGate: InboxGate;
  /** Returns the part that sends due deliveries. Its leases and late attempts live as long as the process. */
  getDeliverer(): Deliverer;
  /**
   * Returns the result of `make`, which is called once and remembered by its identity. It is meant for values that follow from
   * the code and the variables alone, such as the API's definition.
   */
  once<Value>(make: () => Value): Value;
  /** Aborted when the process is told to stop. Long waits end then, and no new work begins. */
  stopping: AbortSignal;
  /** Tells all parts that the process stops. */
  announceStop(): void;
  /** Stops claiming deliveries, gives open requests 10 s and hands the rest back. Does nothing when the process never claimed any. */
  drain(): Promise<void>;
  /** Ends all parts in order: deliveries first, the database last. */
  close(): Promise<void>;
}

/**
 * The prefix of every embedded host's lease owner name. Only one host lives at a time, so its start may free the leases under
 * such names.
 */
export const HOST_OWNER_PREFIX = "host:";

const MAX_EVALUATOR_PROCESSES = 8;
const DRAIN_MS = 10_000;
/** Shorter than the time that a load balancer waits for an answer. */
const HEALTH_LIMITS = { statementMs: 2_000, lockMs: 1_000, idleInTransactionMs: 2_000 };

/**
 * Makes a process's parts from its variables. It connects to nothing and starts no child process before one is needed.
 * `connectJobs` makes the port through which verbs ask for jobs. Throws when a variable is wrong or missing.
 */
export function createProcess(input: {
  env?: Env;
  connectJobs: (parts: Pick<Means, "db" | "logger"> & { env: Env }) => Jobs;
  /** The time limits of its connections, where they are not to be the usual ones. */
  limits?: TimeLimits;
}): Process {
  const { env = loadEnv(), limits } = input;
  const logger = createLogger({ level: env.logLevel });
  const databaseUrl = requireVariable("DATABASE_URL", env.databaseUrl);
  const db = createDatabase({ databaseUrl, poolSize: env.databasePoolSize, ...(limits ? { limits } : {}) });
  const healthDb = createDatabase({ databaseUrl, poolSize: 1, limits: HEALTH_LIMITS });
  const vault = createVault(requireVariable("POSTERN_SECRET_KEY", env.secretKey));
  const clock = systemClock;
  const egressPolicy = egressPolicyOf(env);
  const egress = createEgressClient({ policy: egressPolicy, staticIpProxyUrl: env.staticIpProxyUrl });
  const jobs = input.connectJobs({ env, db, logger });
  const subscriptions = createSubscriptionCache({ db });
  const means: Means = {
    db,
    jobs,
    clock,
    vault,
    logger,
    publicUrl: env.publicUrl,
    egressPolicy,
    hasStaticIp: env.staticIpProxyUrl !== undefined,
    retention: env.retention,
    egress,
    targets: createTargetCache({ db, vault, clock, egress }),
    platformKeys: createPlatformKeyCache({ db, vault, clock }),
    evaluator: createEvaluatorPool({ size: Math.min(MAX_EVALUATOR_PROCESSES, availableParallelism()) }),
    tokens: createRememberedTokens({ db }),
    passwords: createPasswords(),
    logins: createLoginGate(),
    entityListeners: [createStartListener({ db, jobs, subscriptions })],
    eventListeners: [createEventStartListener({ db, jobs })],
    subscriptions,
    schemas: createSchemaChecks(),
  };
  const stop = new AbortController();
  const made = new WeakMap<() => unknown, unknown>();
  let deliverer: Deliverer | undefined;
  const drain = async () => deliverer?.drain(DRAIN_MS);

  return {
    env,
    databaseUrl,
    means,
    healthDb,
    writeWatch: createWriteWatch({ clock }),
    rateLimiter: createRateLimiter({ clock }),
    formLimiter: createRateLimiter({ clock }),
    inboxGate: createInboxGate({ clock }),
    getDeliverer() {
      deliverer ??= createDeliverer({
        ...means,
        onEndpointLost: (loss) => disableFailedWebhook({ db, jobs, ...loss }),
        ownerId: `${env.isInngestConfigured ? "inngest:" : HOST_OWNER_PREFIX}${randomUUID()}`,
        logger: logger.child({ part: "deliverer" }),
      });
      return deliverer;
    },
    once: <Value>(make: () => Value) => {
      if (!made.has(make)) made.set(make, make());
      return made.get(make) as Value;
    },
    stopping: stop.signal,
    announceStop: () => stop.abort(),
    drain,
    async close() {
      stop.abort();
      await drain();
      await egress.close();
      means.evaluator.close();
      await means.platformKeys.close();
      await Promise.all([db.$disconnect(), healthDb.$disconnect()]);
    },
  };
}

function requireVariable(name: string, value: string | undefined): string {
  if (value) return value;
  throw new Error(`${name} is not set. \`npm start\` sets it for the processes that it starts.`);
}
