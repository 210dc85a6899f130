import type { Database } from "@/server/platform/db";
import type { ClaimedDelivery } from "@/server/queue/claim-deliveries";
import { reserveRateLimitSlots } from "@/server/queue/reserve-rate-limit-slots";
import type { AttemptTarget } from "@/server/request/attempt-target";

/**
 * Returns, by delivery id, the time at which each delivery to a webhook with a rate limit may be sent (Unix milliseconds, this
 * process's clock); null for one that cannot be sent within `horizonMs`. A delivery that no limit holds back is missing.
 */
export async function scheduleByRateLimit(input: {
  db: Database;
  claims: readonly ClaimedDelivery[];
  targetOf: ReadonlyMap<string, AttemptTarget>;
  horizonMs: number;
}): Promise<ReadonlyMap<string, number | null>> {
  const limited = new Map<string, { perSecond: number; ids: string[] }>();
  for (const { id, webhookId } of input.claims) {
    const target = input.targetOf.get(webhookId);
    const perSecond = target?.configuration.maxRequestsPerSecond ?? null;
    if (perSecond === null || target?.obstacle) continue;
    const known = limited.get(webhookId);
    if (known) known.ids.push(id);
    else limited.set(webhookId, { perSecond, ids: [id] });
  }
  const slotOf = new Map<string, number | null>();
  if (limited.size === 0) return slotOf;

  const wanted = [...limited].map(([webhookId, { perSecond, ids }]) => ({ webhookId, perSecond, count: ids.length }));
  const slots = await reserveRateLimitSlots({ db: input.db, wanted, horizonMs: input.horizonMs });
  const nowMs = Date.now();
  for (const [webhookId, { perSecond, ids }] of limited) {
    const { count, firstInMs } = slots.get(webhookId) ?? { count: 0, firstInMs: 0 };
    for (const [index, id] of ids.entries()) slotOf.set(id, index < count ? nowMs + firstInMs + (index * 1_000) / perSecond : null);
  }
  return slotOf;
}
