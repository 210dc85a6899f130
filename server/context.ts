import type { TokenScope } from "@/domain/api-token/scopes";
import type { EgressPolicy } from "@/domain/webhook/egress-policy";
import type { Role } from "@/prisma/generated/enums";
import type { EgressClient } from "@/server/egress/egress-client";
import { egressPolicyOf } from "@/server/egress/egress-policy-of";
import { getEgressClient } from "@/server/egress/shared-egress-client";
import type { Jobs } from "@/server/jobs";
import { type Clock, systemClock } from "@/server/platform/clock";
import { type Database, getDatabase } from "@/server/platform/db";
import { getEnv } from "@/server/platform/env";
import { getVault, type Vault } from "@/server/platform/vault";
import type { TargetCache } from "@/server/request/attempt-target";
import { getTargetCache } from "@/server/request/shared-target-cache";
import type { PlatformKeyCache } from "@/server/signing/platform-key-cache";
import { getPlatformKeyCache } from "@/server/signing/shared-platform-key-cache";
import type { Evaluator } from "@/server/transform/evaluator";
import { getEvaluator } from "@/server/transform/shared-evaluator";

/** Who acts. The installation itself acts as `system` (seed, jobs). */
export type Actor =
  | { type: "user"; userId: string; role: Role }
  | { type: "api_token"; tokenId: string; scopes: readonly TokenScope[] }
  | { type: "system" };

/** Everything a verb may use, made once at the edge: a route, an action, a job. */
export interface Context {
  tenant: { organizationId: string };
  actor: Actor;
  db: Database;
  jobs: Jobs;
  clock: Clock;
  vault: Vault;
  /** Under which people and endpoints reach this installation, without a slash at the end. */
  publicUrl: string;
  /** Where deliveries may be sent, for checking an endpoint when it is saved. */
  egressPolicy: EgressPolicy;
  /** Whether the installation has a proxy for webhooks with a static IP. */
  hasStaticIp: boolean;
  /** Makes every outgoing call. */
  egress: EgressClient;
  /** Webhooks as attempts use them. */
  targets: TargetCache;
  /** What attempts are signed with, besides their webhooks' own secrets. */
  platformKeys: PlatformKeyCache;
  /** Evaluates JSONata. */
  evaluator: Evaluator;
  /** Stands in every error's answer and in the log. */
  requestId: string;
}

/** A context over this process's own database, clock and vault. Throws when the environment is not complete. */
export function createContext(input: Pick<Context, "tenant" | "actor" | "jobs" | "requestId">): Context {
  const env = getEnv();
  return {
    ...input,
    db: getDatabase(),
    clock: systemClock,
    vault: getVault(),
    publicUrl: env.publicUrl,
    egressPolicy: egressPolicyOf(env),
    hasStaticIp: env.staticIpProxyUrl !== undefined,
    egress: getEgressClient(),
    targets: getTargetCache(),
    platformKeys: getPlatformKeyCache(),
    evaluator: getEvaluator(),
  };
}
