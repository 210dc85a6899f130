import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { Agent, request } from "undici";

export interface Stream {
  /** The ids of the requests that were accepted. */
  accepted: Set<string>;
  /** The number of times that each answer came, by status; `unreachable` where there was none. */
  answers: Record<string, number>;
  /** Ends the stream once the requests in progress have been accepted. */
  stop(): Promise<void>;
}

const PAUSE_MS = 40;
const AGAIN_MS = 100;

/**
 * Sends requests without end, one at a time from each of so many callers. A request that was not accepted is sent again under the
 * same id, as a careful program does, so half-done work shows.
 */
export function startStream(input: {
  baseUrl: string;
  token: string;
  method: "POST" | "PATCH";
  path: string;
  callers: number;
  /** Returns the body of a request by its id. */
  body: (id: string) => object;
  accepts: (status: number) => boolean;
}): Stream {
  const { baseUrl, token, method, path, callers } = input;
  const accepted = new Set<string>();
  const answers: Record<string, number> = {};
  const dispatcher = new Agent({ connections: callers });
  const count = (answer: string) => {
    answers[answer] = (answers[answer] ?? 0) + 1;
  };
  let isStopping = false;

  async function send(id: string): Promise<boolean> {
    try {
      const { statusCode, body } = await request(`${baseUrl}${path}`, {
        dispatcher,
        method,
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
        body: JSON.stringify(input.body(id)),
        headersTimeout: 20_000,
        bodyTimeout: 20_000,
      });
      await body.dump();
      count(String(statusCode));
      return input.accepts(statusCode);
    } catch {
      count("unreachable");
      return false;
    }
  }

  const sending = Array.from({ length: callers }, async () => {
    while (!isStopping) {
      const id = randomUUID();
      while (!(await send(id))) await sleep(AGAIN_MS);
      accepted.add(id);
      await sleep(PAUSE_MS);
    }
  });

  return {
    accepted,
    answers,
    stop: async () => {
      isStopping = true;
      await Promise.all(sending);
      await dispatcher.close();
    },
  };
}
