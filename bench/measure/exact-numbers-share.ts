import type { BenchNumbers } from "@/bench/support/payload";
import { percentile } from "@/bench/support/statistics";

const PAIRS = 3;

/**
 * Returns the rate of events with a price `19.90` and an id of 19 digits, as a share of the rate of plain events: the median of
 * three alternating pairs.
 */
export async function measureExactNumbersShare(rate: (numbers: BenchNumbers) => Promise<number>): Promise<number> {
  const shares: number[] = [];
  for (let pair = 0; pair < PAIRS; pair += 1) {
    const plain = await rate("plain");
    shares.push((await rate("exact")) / plain);
  }
  return percentile(shares, 0.5);
}
