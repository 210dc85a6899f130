import { createEgressClient, type EgressClient } from "@/server/egress/egress-client";
import { egressPolicyOf } from "@/server/egress/egress-policy-of";
import { getEnv } from "@/server/platform/env";

const holder = globalThis as typeof globalThis & { posternEgressClient?: EgressClient };

/** The process's one client for outgoing calls, made on first use. For the edges only; verbs take `ctx.egress`. */
export function getEgressClient(): EgressClient {
  if (!holder.posternEgressClient) {
    const env = getEnv();
    holder.posternEgressClient = createEgressClient({ policy: egressPolicyOf(env), staticIpProxyUrl: env.staticIpProxyUrl });
  }
  return holder.posternEgressClient;
}
