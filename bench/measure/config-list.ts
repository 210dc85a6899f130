import type { Api } from "@/bench/support/api";
import { percentile } from "@/bench/support/statistics";

const CALLS = 200;

/** Returns the 95th percentile, in ms, of listing all of an organization's webhooks, one call after the other. */
export async function measureConfigList(input: { api: Api; webhooks: number }): Promise<number> {
  const samples: number[] = [];
  for (let call = 0; call < CALLS; call += 1) {
    const startedAt = performance.now();
    const listed = await input.api.listWebhooks();
    samples.push(performance.now() - startedAt);
    if (listed.length < input.webhooks) throw new Error(`${listed.length} webhooks are listed instead of ${input.webhooks}.`);
  }
  return percentile(samples, 0.95);
}
