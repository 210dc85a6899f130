import type { Logger } from "pino";
import type { TokenScope } from "@/domain/api-token/scopes";
import type { Retention } from "@/domain/retention/retention";
import type { EgressPolicy } from "@/domain/webhook/egress-policy";
import type { Role } from "@/prisma/generated/enums";
import type { RememberedTokens } from "@/server/api-token/remembered-tokens";
import type { EgressClient } from "@/server/egress/egress-client";
import type { EntityChangeListener } from "@/server/entity/entity-change";
import type { SubscriptionCache } from "@/server/event/subscription-cache";
import type { SchemaChecks } from "@/server/event-type/schema-checks";
import type { Jobs } from "@/server/jobs";
import type { LoginGate } from "@/server/login/login-gate";
import type { Clock } from "@/server/platform/clock";
import type { Database } from "@/server/platform/db";
import type { Passwords } from "@/server/platform/passwords";
import type { Vault } from "@/server/platform/vault";
import type { TargetCache } from "@/server/request/attempt-target";
import type { PlatformKeyCache } from "@/server/signing/platform-key-cache";
import type { Evaluator } from "@/server/transform/evaluator";

/** The session in which a user acts, and the last time at which they proved who they are. */
export interface ActingSession {
  id: string;
  provenAt: Date;
}

/** The user or API token that acts, or the installation itself as `system` (seed, jobs). */
export type Actor =
  | { type: "user"; userId: string; role: Role; session?: ActingSession }
  | { type: "api_token"; tokenId: string; scopes: readonly TokenScope[] }
  | { type: "system" };

/** The parts that all contexts of one process share. `server/process.ts` makes them once. */
export interface Means {
  db: Database;
  jobs: Jobs;
  clock: Clock;
  vault: Vault;
  /** JSON lines on standard error. */
  logger: Logger;
  /** The URL at which people and endpoints reach this installation, without a slash at the end. */
  publicUrl: string;
  /** The addresses that deliveries may be sent to. An endpoint is checked against them when it is saved. */
  egressPolicy: EgressPolicy;
  /** True when the installation has a proxy for webhooks with a static IP. */
  hasStaticIp: boolean;
  /** For how long the installation keeps history. An organization's own may be kept for a shorter time. */
  retention: Retention;
  /** Makes every outgoing call. */
  egress: EgressClient;
  /** Webhooks as attempts use them. */
  targets: TargetCache;
  /** The keys that sign attempts in addition to their webhooks' own secrets. */
  platformKeys: PlatformKeyCache;
  /** Evaluates JSONata. */
  evaluator: Evaluator;
  /** The API tokens that were looked up within the last second. */
  tokens: RememberedTokens;
  passwords: Passwords;
  /** Holds back strangers who try to sign in. */
  logins: LoginGate;
  /** The listeners that hear of every change of an entity before it is written. */
  entityListeners: readonly EntityChangeListener[];
  /** The webhooks that subscribe to each event. */
  subscriptions: SubscriptionCache;
  /** Checks events by the JSON Schemas of their types. */
  schemas: SchemaChecks;
}

/** Everything a verb may use. A route, an action or a job makes it once. */
export interface Context extends Means {
  tenant: { organizationId: string };
  actor: Actor;
  /** The id that stands in every error's answer and in the log. */
  requestId: string;
  /** The number of deliveries that led to this request, one behind the other; none when it is absent. */
  hops?: number;
}
