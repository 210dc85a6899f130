import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";

/** A watch on executions of automations. It asks the database, since over the API it would be a load that is measured too. */
export interface ExecutionWatch {
  /** Resolves once every execution has ended. */
  untilNoneIsOpen(): Promise<void>;
  /** Resolves once so many executions wait for the end of a delivery. */
  untilWaiting(count: number): Promise<void>;
  /** Returns the ids of all executions that have not ended. */
  openIds(): Promise<string[]>;
  close(): Promise<void>;
}

const POLL_MS = 50;

export async function watchExecutions(databaseUrl: string): Promise<ExecutionWatch> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const until = async (condition: string) => {
    for (;;) {
      const { rows } = await client.query(`select (${condition}) as holds`);
      if (rows[0].holds === true) return;
      await sleep(POLL_MS);
    }
  };
  return {
    untilNoneIsOpen: () => until("not exists (select from automation_execution where ended_at is null)"),
    untilWaiting: (count) => until(`(select count(*) from automation_execution where waiting_for is not null) >= ${count}`),
    async openIds() {
      const { rows } = await client.query<{ id: string }>("select id from automation_execution where ended_at is null");
      return rows.map(({ id }) => id);
    },
    close: () => client.end(),
  };
}
