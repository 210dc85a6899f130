import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { Agent, request } from "undici";

export interface PublishStream {
  /** The ids of the events that were answered with 202. */
  accepted: Set<string>;
  /** The number of times that each answer came, by status; `unreachable` where there was none. */
  answers: Record<string, number>;
  /** Ends the stream once the events in progress have been accepted. */
  stop(): Promise<void>;
}

const CALLERS = 8;
const PAUSE_MS = 40;
const AGAIN_MS = 100;

/**
 * Publishes without end, one event at a time from each of 8 callers, about 150 events a second. An event that was not accepted is
 * published again under the same id, as a careful program does, so half-done work shows.
 */
export function startPublishStream(input: { baseUrl: string; token: string; eventName: string }): PublishStream {
  const accepted = new Set<string>();
  const answers: Record<string, number> = {};
  const dispatcher = new Agent({ connections: CALLERS });
  const count = (answer: string) => {
    answers[answer] = (answers[answer] ?? 0) + 1;
  };
  let isStopping = false;

  async function publish(id: string): Promise<boolean> {
    try {
      const { statusCode, body } = await request(`${input.baseUrl}/v1/webhooks/events`, {
        dispatcher,
        method: "POST",
        headers: { authorization: `Bearer ${input.token}`, "content-type": "application/json" },
        body: JSON.stringify({ event_id: id, eventName: input.eventName, entity: { _id: id, note: "fault run" } }),
        headersTimeout: 20_000,
        bodyTimeout: 20_000,
      });
      await body.dump();
      count(String(statusCode));
      return statusCode === 202;
    } catch {
      count("unreachable");
      return false;
    }
  }

  const callers = Array.from({ length: CALLERS }, async () => {
    while (!isStopping) {
      const id = `evt_fault_${randomUUID()}`;
      while (!(await publish(id))) await sleep(AGAIN_MS);
      accepted.add(id);
      await sleep(PAUSE_MS);
    }
  });

  return {
    accepted,
    answers,
    stop: async () => {
      isStopping = true;
      await Promise.all(callers);
      await dispatcher.close();
    },
  };
}
