import { percentile } from "@/bench/support/statistics";

const PAIRS = 3;

/** Returns one rate as a share of another, each measured in turn: the median of three pairs, so that a busy moment does not count. */
export async function measureShare({ of, measured }: { of: () => Promise<number>; measured: () => Promise<number> }): Promise<number> {
  const shares: number[] = [];
  for (let pair = 0; pair < PAIRS; pair += 1) {
    const whole = await of();
    shares.push((await measured()) / whole);
  }
  return percentile(shares, 0.5);
}
