import type { Api } from "@/bench/support/api";
import { benchEvent } from "@/bench/support/payload";
import type { Receiver } from "@/bench/support/receiver";

/**
 * Returns the milliseconds from the start of a publishing request to the arrival of its delivery at the receiver, for each event
 * of a steady stream. Both ends read the machine's monotonic clock. The webhook's URL must begin with `/timed`.
 */
export async function measureLatencies(input: {
  api: Api;
  receiver: Receiver;
  eventName: string;
  eventsPerSecond: number;
  seconds: number;
}): Promise<number[]> {
  await input.receiver.reset();
  const sentAtNs = new Map<number, bigint>();
  const total = input.eventsPerSecond * input.seconds;
  const startedAt = performance.now();
  const publishing: Promise<void>[] = [];
  for (let n = 0; n < total; n += 1) {
    const dueInMs = (n * 1000) / input.eventsPerSecond - (performance.now() - startedAt);
    if (dueInMs > 0) await new Promise((resolve) => setTimeout(resolve, dueInMs));
    const body = JSON.stringify(benchEvent(input.eventName, n));
    sentAtNs.set(n, process.hrtime.bigint());
    publishing.push(input.api.publish(body));
  }
  await Promise.all(publishing);
  const arrivals = await waitForArrivals(input.receiver, total);
  return arrivals.flatMap(([n, at]) => {
    const sent = sentAtNs.get(n);
    return sent === undefined ? [] : [Number(BigInt(at) - sent) / 1e6];
  });
}

async function waitForArrivals(receiver: Receiver, total: number): Promise<[number, string][]> {
  const deadline = Date.now() + 60_000;
  for (;;) {
    const { arrivals } = await receiver.stats();
    if (arrivals.length >= total) return arrivals;
    if (Date.now() > deadline) throw new Error(`Only ${arrivals.length} of ${total} deliveries arrived within 60 s of the last publish.`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
