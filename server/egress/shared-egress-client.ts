import { createEgressClient, type EgressClient } from "@/server/egress/egress-client";
import { getEnv } from "@/server/platform/env";

const holder = globalThis as typeof globalThis & { posternEgressClient?: EgressClient };

/** The process's one client for outgoing calls, made on first use. For the edges only; verbs take `ctx.egress`. */
export function getEgressClient(): EgressClient {
  if (!holder.posternEgressClient) {
    const { isHttpsRequired, allowedPrivateNetworks, staticIpProxyUrl } = getEnv();
    holder.posternEgressClient = createEgressClient({ policy: { isHttpsRequired, allowedPrivateNetworks }, staticIpProxyUrl });
  }
  return holder.posternEgressClient;
}
