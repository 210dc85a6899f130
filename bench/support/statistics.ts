/** Returns the value below which `share` (0–1) of the samples lie. NaN for no samples. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

export interface Percentiles {
  p50: number;
  p95: number;
  p99: number;
}

export function percentiles(samples: readonly number[]): Percentiles {
  const at = (share: number) => round(percentile(samples, share));
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}

/** Rounds to two decimal places, for the report. */
export function round(value: number): number {
  return Math.round(value * 100) / 100;
}
