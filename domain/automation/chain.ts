/** The most automations that may lead to each other. */
const MAX_CHAIN = 5;

/**
 * Says why a flow is not started by what an automation did; null where it may start. `chain` has the flows that led to it, in order.
 * Without this, two automations that change each other's entities would never end.
 */
export function findChainFault({ flowId, chain }: { flowId: string; chain: readonly string[] }): string | null {
  if (chain.includes(flowId)) return "This automation led to the change itself, so it is not started again: it would never end.";
  if (chain.length >= MAX_CHAIN) return `${MAX_CHAIN} automations led to this change, one behind the other, so no further one is started.`;
  return null;
}
