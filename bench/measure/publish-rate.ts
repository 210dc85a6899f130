import { type Api, inParallel } from "@/bench/support/api";
import { type BenchNumbers, benchEvent } from "@/bench/support/payload";
import { writeJson } from "@/domain/json/write-json";

/** Returns the events accepted a second, `eventsARequest` at a time, from 16 callers at once. One webhook listens to the event. */
export async function measurePublishRate(input: {
  api: Api;
  eventName: string;
  numbers?: BenchNumbers;
  requests: number;
  eventsARequest: number;
}): Promise<number> {
  const bodies = Array.from({ length: input.requests }, (_, request) => {
    const events = Array.from({ length: input.eventsARequest }, (_, index) =>
      benchEvent(input.eventName, request * input.eventsARequest + index, input.numbers),
    );
    return writeJson(input.eventsARequest === 1 ? events[0] : events);
  });
  const startedAt = performance.now();
  await inParallel(bodies, 16, (body) => input.api.publish(body));
  return (input.requests * input.eventsARequest) / ((performance.now() - startedAt) / 1000);
}
