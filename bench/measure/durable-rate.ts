import { setTimeout as sleep } from "node:timers/promises";
import { type Api, inParallel } from "@/bench/support/api";
import { type BenchNumbers, benchEvent } from "@/bench/support/payload";
import type { QueueWatch } from "@/bench/support/queue-watch";
import type { Receiver } from "@/bench/support/receiver";
import { writeJson } from "@/domain/json/write-json";

const EVENTS_A_REQUEST = 100;
const POLL_MS = 50;

/**
 * Returns the durable deliveries a second, end to end: from the first publishing request over the API until the last delivery is
 * recorded as ended, with its attempt. Each event goes to all webhooks that listen to it.
 */
export async function measureDurableRate(input: {
  api: Api;
  receiver: Receiver;
  queue: QueueWatch;
  /** The number of webhooks that listen to the event. */
  webhooks: number;
  eventName: string;
  numbers?: BenchNumbers;
  deliveries: number;
}): Promise<number> {
  const events = Math.max(1, Math.round(input.deliveries / input.webhooks));
  const eventsARequest = Math.max(1, Math.min(EVENTS_A_REQUEST, Math.floor(5_000 / input.webhooks)));
  const bodies: string[] = [];
  for (let from = 0; from < events; from += eventsARequest) {
    const size = Math.min(eventsARequest, events - from);
    bodies.push(writeJson(Array.from({ length: size }, (_, index) => benchEvent(input.eventName, from + index, input.numbers))));
  }
  await input.receiver.reset();
  const startedAt = performance.now();
  await inParallel(bodies, 2, (body) => input.api.publish(body));
  await waitUntilReceived(input.receiver, events * input.webhooks);
  await input.queue.untilEmpty();
  const seconds = (performance.now() - startedAt) / 1000;
  return (events * input.webhooks) / seconds;
}

/** Waits until the receiver has got all deliveries. It polls the receiver, since polling the event log would be a load of its own. */
async function waitUntilReceived(receiver: Receiver, deliveries: number): Promise<void> {
  while ((await receiver.stats()).received < deliveries) await sleep(POLL_MS);
}
