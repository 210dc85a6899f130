import { type Api, inParallel } from "@/bench/support/api";
import { benchEvent } from "@/bench/support/payload";

/** Events accepted a second, `eventsARequest` at a time, by 16 callers at once. One webhook listens to the event. */
export async function measurePublishRate(input: {
  api: Api;
  eventName: string;
  requests: number;
  eventsARequest: number;
}): Promise<number> {
  const bodies = Array.from({ length: input.requests }, (_, request) => {
    const events = Array.from({ length: input.eventsARequest }, (_, index) =>
      benchEvent(input.eventName, request * input.eventsARequest + index),
    );
    return JSON.stringify(input.eventsARequest === 1 ? events[0] : events);
  });
  const startedAt = performance.now();
  await inParallel(bodies, 16, (body) => input.api.publish(body));
  return (input.requests * input.eventsARequest) / ((performance.now() - startedAt) / 1000);
}
