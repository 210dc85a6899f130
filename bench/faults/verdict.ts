import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";

export interface Verdict {
  accepted: number;
  deliveries: number;
  /** The number of messages that the receiver got more than once; delivery is at least once. */
  repeated: number;
  /** The number of accepted events that lack a delivery for a webhook. */
  lost: number;
  /** The number of deliveries that have not ended. */
  stuck: number;
  failed: number;
  /** The number of deliveries marked succeeded although the receiver never accepted the message. */
  falselySucceeded: number;
}

/** Waits until no delivery is in progress, or for `patienceMs`, and compares the accepted events, the records and the arrivals. */
export async function judge(input: {
  databaseUrl: string;
  accepted: ReadonlySet<string>;
  answered: ReadonlyMap<string, number>;
  webhooks: number;
  patienceMs: number;
}): Promise<Verdict> {
  const client = new pg.Client({ connectionString: input.databaseUrl });
  await client.connect();
  try {
    const deadline = Date.now() + input.patienceMs;
    while (Date.now() < deadline) {
      const { rowCount } = await client.query("select from queued_delivery limit 1");
      if (rowCount === 0) break;
      await sleep(500);
    }
    const { rows } = await client.query<{ event_id: string; message_id: string; status: string }>(
      "select event_id, message_id, status::text from delivery",
    );
    const deliveriesByEvent = new Map<string, number>();
    for (const { event_id } of rows) deliveriesByEvent.set(event_id, (deliveriesByEvent.get(event_id) ?? 0) + 1);
    const ofStatus = (status: string) => rows.filter((row) => row.status === status);
    return {
      accepted: input.accepted.size,
      deliveries: rows.length,
      repeated: [...input.answered.values()].filter((count) => count > 1).length,
      lost: [...input.accepted].filter((id) => deliveriesByEvent.get(id) !== input.webhooks).length,
      stuck: ofStatus("in_progress").length,
      failed: ofStatus("failed").length,
      falselySucceeded: ofStatus("succeeded").filter(({ message_id }) => !input.answered.has(message_id)).length,
    };
  } finally {
    await client.end();
  }
}
