import { getEgressClient } from "@/server/egress/shared-egress-client";
import { systemClock } from "@/server/platform/clock";
import { getDatabase } from "@/server/platform/db";
import { getVault } from "@/server/platform/vault";
import { createTargetCache, type TargetCache } from "@/server/request/attempt-target";

const holder = globalThis as typeof globalThis & { posternTargetCache?: TargetCache };

/** The process's one cache of opened webhooks and their access tokens, made on first use. For the edges only; verbs take `ctx.targets`. */
export function getTargetCache(): TargetCache {
  holder.posternTargetCache ??= createTargetCache({ db: getDatabase(), vault: getVault(), clock: systemClock, egress: getEgressClient() });
  return holder.posternTargetCache;
}
