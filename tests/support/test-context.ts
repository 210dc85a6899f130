import { randomBytes } from "node:crypto";
import type { TokenScope } from "@/domain/api-token/scopes";
import type { Context } from "@/server/context";
import { createEgressClient } from "@/server/egress/egress-client";
import type { JobEvent, Jobs } from "@/server/jobs";
import { systemClock } from "@/server/platform/clock";
import type { Database } from "@/server/platform/db";
import { createVault, type Vault } from "@/server/platform/vault";
import { getEvaluator } from "@/server/transform/shared-evaluator";

/** One vault for all of a test file, so that what one helper seals another can open. */
export const testVault: Vault = createVault(randomBytes(32).toString("base64"));

/** A jobs port that remembers what it was sent and runs nothing. */
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

const policy = { isHttpsRequired: false, allowedPrivateNetworks: ["127.0.0.0/8"] };
const egress = createEgressClient({ policy });

/** A context as an API token of the organization would have it: every scope unless `scopes` says less. */
export function createTestContext(input: {
  db: Database;
  organizationId: string;
  scopes?: readonly TokenScope[];
  jobs?: Jobs;
  overrides?: Partial<Context>;
}): Context {
  return {
    tenant: { organizationId: input.organizationId },
    actor: { type: "api_token", tokenId: "tok_test", scopes: input.scopes ?? ["read", "write", "publish", "admin"] },
    db: input.db,
    jobs: input.jobs ?? recordJobs(),
    clock: systemClock,
    vault: testVault,
    publicUrl: "http://postern.test",
    egressPolicy: policy,
    hasStaticIp: false,
    egress,
    evaluator: getEvaluator(),
    requestId: "req_test",
    ...input.overrides,
  };
}
