import { benchEvent } from "@/bench/support/payload";
import { compileFilter } from "@/domain/filter/compile-filter";

const ROUNDS = 20;
const EVENTS_A_ROUND = 50_000;
const DISTINCT_EVENTS = 1_000;

/**
 * Returns the events a second that one core matches with a simple filter; half of them pass. It is the best of many rounds, so
 * other work of the machine does not count.
 */
export function measureFilterRate(): number {
  const filter = compileFilter({ filter: { keyToFilter: "entity.status", supportedValues: ["won", "lost"] }, conditions: null });
  if (!filter) throw new Error("There is no filter to measure.");
  const events = Array.from({ length: DISTINCT_EVENTS }, (_, index) => {
    const { entity } = JSON.parse(JSON.stringify(benchEvent("product_updated", index)));
    return { metadata: { action: "product_updated" }, entity: { ...entity, status: index % 2 === 0 ? "won" : "open" } };
  });
  let best = 0;
  for (let round = 0; round < ROUNDS; round++) {
    let sent = 0;
    const startedAt = performance.now();
    for (let index = 0; index < EVENTS_A_ROUND; index++) if (filter.match(events[index % DISTINCT_EVENTS] ?? {}) === "send") sent += 1;
    best = Math.max(best, EVENTS_A_ROUND / ((performance.now() - startedAt) / 1_000));
    if (sent !== EVENTS_A_ROUND / 2) throw new Error("The filter does not match what it should.");
  }
  return best;
}
