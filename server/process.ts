import { randomUUID } from "node:crypto";
import { availableParallelism } from "node:os";
import { createRateLimiter, type RateLimiter } from "@/server/api-token/rate-limiter";
import { createRememberedTokens } from "@/server/api-token/remembered-tokens";
import type { Means } from "@/server/context";
import { createEgressClient } from "@/server/egress/egress-client";
import { egressPolicyOf } from "@/server/egress/egress-policy-of";
import { createSubscriptionCache } from "@/server/event/subscription-cache";
import { createSchemaChecks } from "@/server/event-type/schema-checks";
import { createInboxGate, type InboxGate } from "@/server/inbox/inbox-gate";
import type { Jobs } from "@/server/jobs";
import { systemClock } from "@/server/platform/clock";
import { createDatabase } from "@/server/platform/db";
import { type Env, loadEnv } from "@/server/platform/env";
import { createLogger } from "@/server/platform/logger";
import { createPasswords } from "@/server/platform/passwords";
import { createVault } from "@/server/platform/vault";
import { createDeliverer, type Deliverer } from "@/server/queue/deliverer";
import { createTargetCache } from "@/server/request/attempt-target";
import { createPlatformKeyCache } from "@/server/signing/platform-key-cache";
import { createEvaluatorPool } from "@/server/transform/evaluator-pool";
import { disableFailedWebhook } from "@/server/webhook/disable-failed-webhook";

/** Everything that a process of Postern has one of. Its edges make it once and hand it down; verbs take its `means` in their context. */
export interface Process {
  env: Env;
  /** Of the database that `means.db` is a client of. */
  databaseUrl: string;
  means: Means;
  /** What API tokens have left lasts from request to request. */
  rateLimiter: RateLimiter;
  /** What each inbox may still be sent lasts from request to request. */
  inboxGate: InboxGate;
  /** Returns what sends what is due. Its leases and stragglers live as long as the process. */
  getDeliverer(): Deliverer;
  /** Returns what `make` gives, made once: for what follows from the code and the variables alone, such as the API's definition. */
  once<Value>(make: () => Value): Value;
  /** Aborted once the process is told to stop: what waits for long ends then, and nothing is begun any more. */
  stopping: AbortSignal;
  /** Tells all parts that the process stops. */
  announceStop(): void;
  /** Claims no delivery any more, gives open requests 10 s and hands the rest back. Does nothing where none was ever claimed. */
  drain(): Promise<void>;
  /** Ends all that was made, in order: deliveries first, the database last. */
  close(): Promise<void>;
}

/** The start of the lease owner's name of every embedded host: only one lives, so its start may free what such names hold. */
export const HOST_OWNER_PREFIX = "host:";

const MAX_EVALUATOR_PROCESSES = 8;
const DRAIN_MS = 10_000;

/**
 * Makes a process's parts from its variables. Nothing is connected to and no child process started before it is needed. `connectJobs`
 * makes the port through which functions are rung for. Throws when a variable is wrong or missing.
 */
export function createProcess(input: { env?: Env; connectJobs: (parts: Pick<Means, "db" | "logger"> & { env: Env }) => Jobs }): Process {
  const { env = loadEnv() } = input;
  const logger = createLogger({ level: env.logLevel });
  const databaseUrl = requireVariable("DATABASE_URL", env.databaseUrl);
  const db = createDatabase({ databaseUrl });
  const vault = createVault(requireVariable("POSTERN_SECRET_KEY", env.secretKey));
  const clock = systemClock;
  const egressPolicy = egressPolicyOf(env);
  const egress = createEgressClient({ policy: egressPolicy, staticIpProxyUrl: env.staticIpProxyUrl });
  const jobs = input.connectJobs({ env, db, logger });
  const means: Means = {
    db,
    jobs,
    clock,
    vault,
    logger,
    publicUrl: env.publicUrl,
    egressPolicy,
    hasStaticIp: env.staticIpProxyUrl !== undefined,
    egress,
    targets: createTargetCache({ db, vault, clock, egress }),
    platformKeys: createPlatformKeyCache({ db, vault, clock }),
    evaluator: createEvaluatorPool({ size: Math.min(MAX_EVALUATOR_PROCESSES, availableParallelism()) }),
    tokens: createRememberedTokens({ db }),
    passwords: createPasswords(),
    subscriptions: createSubscriptionCache({ db }),
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
    rateLimiter: createRateLimiter({ clock }),
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
      await db.$disconnect();
    },
  };
}

function requireVariable(name: string, value: string | undefined): string {
  if (value) return value;
  throw new Error(`${name} is not set. \`npm start\` sets it for the processes that it starts.`);
}
