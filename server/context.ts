import type { Logger } from "pino";
import type { TokenScope } from "@/domain/api-token/scopes";
import type { EgressPolicy } from "@/domain/webhook/egress-policy";
import type { Role } from "@/prisma/generated/enums";
import type { RememberedTokens } from "@/server/api-token/remembered-tokens";
import type { EgressClient } from "@/server/egress/egress-client";
import type { SubscriptionCache } from "@/server/event/subscription-cache";
import type { SchemaChecks } from "@/server/event-type/schema-checks";
import type { Jobs } from "@/server/jobs";
import type { Clock } from "@/server/platform/clock";
import type { Database } from "@/server/platform/db";
import type { Passwords } from "@/server/platform/passwords";
import type { Vault } from "@/server/platform/vault";
import type { TargetCache } from "@/server/request/attempt-target";
import type { PlatformKeyCache } from "@/server/signing/platform-key-cache";
import type { Evaluator } from "@/server/transform/evaluator";

/** Who acts. The installation itself acts as `system` (seed, jobs). */
export type Actor =
  | { type: "user"; userId: string; role: Role }
  | { type: "api_token"; tokenId: string; scopes: readonly TokenScope[] }
  | { type: "system" };

/** What the contexts of one process share: server/process.ts makes it once. */
export interface Means {
  db: Database;
  jobs: Jobs;
  clock: Clock;
  vault: Vault;
  /** JSON lines on standard error. */
  logger: Logger;
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
  /** API tokens that were looked up a moment ago. */
  tokens: RememberedTokens;
  passwords: Passwords;
  /** Who listens to which events. */
  subscriptions: SubscriptionCache;
  /** Checks events by the JSON Schemas of their types. */
  schemas: SchemaChecks;
}

/** Everything a verb may use, made once at the edge: a route, an action, a job. */
export interface Context extends Means {
  tenant: { organizationId: string };
  actor: Actor;
  /** Stands in every error's answer and in the log. */
  requestId: string;
}
