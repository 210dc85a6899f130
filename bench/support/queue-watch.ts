import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";

/** A watch on the queue. Over the API it would take a request for each webhook, which for thousands takes longer than their deliveries. */
export interface QueueWatch {
  /** Resolves once no delivery of any webhook waits or is being sent. */
  untilEmpty(): Promise<void>;
  close(): Promise<void>;
}

const POLL_MS = 50;

export async function watchQueue(databaseUrl: string): Promise<QueueWatch> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const isEmpty = async () => {
    const { rows } = await client.query("select not exists (select from queued_delivery) as is_empty");
    return rows[0].is_empty === true;
  };
  return {
    async untilEmpty() {
      while (!(await isEmpty())) await sleep(POLL_MS);
    },
    close: () => client.end(),
  };
}
