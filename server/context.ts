import type { TokenScope } from "@/domain/api-token/scopes";
import type { EgressPolicy } from "@/domain/webhook/egress-policy";
import type { Role } from "@/prisma/generated/enums";
import type { Jobs } from "@/server/jobs";
import type { Clock } from "@/server/platform/clock";
import type { Database } from "@/server/platform/db";
import type { Vault } from "@/server/platform/vault";

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
  /** Where deliveries may be sent, for checking an endpoint when it is saved. */
  egressPolicy: EgressPolicy;
  /** Stands in every error's answer and in the log. */
  requestId: string;
}
