import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

export interface RecordingReceiver {
  url: string;
  /** The number of times that each message (`webhook-id`) was answered with 200. */
  answered: Map<string, number>;
  close(): Promise<void>;
}

const SLOWEST_ANSWER_MS = 60;

/** Starts an endpoint that takes up to 60 ms to answer, and records every message that it accepted. */
export async function startRecordingReceiver(): Promise<RecordingReceiver> {
  const answered = new Map<string, number>();
  const server = createServer(async (request, response) => {
    for await (const _ of request) void _;
    await sleep(Math.random() * SLOWEST_ANSWER_MS);
    const id = String(request.headers["webhook-id"]);
    // The message is counted before the answer leaves, since an answer that no one receives was still given.
    answered.set(id, (answered.get(id) ?? 0) + 1);
    response.end("ok");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    answered,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
