import { setTimeout as sleep } from "node:timers/promises";
import { isDatabaseAway } from "@/server/database-away";
import type { Jobs } from "@/server/jobs";
import type { Database } from "@/server/platform/db";
import type { AttemptOutcome } from "@/server/queue/attempt-delivery";
import { awaitingExecutions } from "@/server/queue/awaiting-executions";
import { recordAttempts } from "@/server/queue/record-attempts";

/** Gathers the outcomes of a process's attempts and writes them in bulk. */
export interface RecordQueue {
  /**
   * Adds an outcome. Resolves once it is written, or given up because its lease is over; then the delivery is claimed again.
   * Never rejects.
   */
  add(outcome: AttemptOutcome): Promise<void>;
  /** Writes the waiting outcomes now instead of waiting for more. */
  flush(): void;
}

interface Entry {
  outcome: AttemptOutcome;
  settle: () => void;
}

/** The outcomes that one statement writes. */
interface Batch {
  entries: Entry[];
  /** The number of times that it has failed, as a whole or as a part of a larger batch. */
  failures: number;
}

/** The time that an outcome waits for others to share its statement. */
const GATHER_MS = 50;
const MAX_ROWS = 500;
const MAX_WRITES_AT_ONCE = 3;
const FIRST_REPEAT_MS = 100;
const LAST_REPEAT_MS = 5_000;

/**
 * Makes a record queue. `onError` gets the error of each failed statement, which is repeated. `onRecorded` gets the written
 * outcomes; its own error goes to `onError`.
 */
export function createRecordQueue(input: {
  db: Database;
  ownerId: string;
  jobs: Jobs;
  onError: (error: unknown) => void;
  onRecorded: (outcomes: AttemptOutcome[]) => Promise<void>;
}): RecordQueue {
  const waiting: Entry[] = [];
  /** The halves of batches that failed. */
  const halves: Batch[] = [];
  let writes = 0;
  let timer: NodeJS.Timeout | undefined;

  function flush(): void {
    clearTimeout(timer);
    timer = undefined;
    while (writes < MAX_WRITES_AT_ONCE) {
      const batch = takeBatch();
      if (!batch) return;
      writes++;
      void write(batch).finally(() => {
        writes--;
        // It waits, because a write of a few rows costs nearly as much as one of many.
        if (halves.length > 0 || waiting.length >= MAX_ROWS) flush();
        else if (waiting.length > 0) timer ??= setTimeout(flush, GATHER_MS);
      });
    }
  }

  function takeBatch(): Batch | null {
    const half = halves.shift();
    if (half) return half;
    const entries = waiting.splice(0, MAX_ROWS);
    return entries.length > 0 ? { entries, failures: 0 } : null;
  }

  /**
   * Writes a batch. A statement that fails because the database is away is repeated as it is, since the same holds up all other
   * outcomes. Any other is repeated in halves, so that one row that cannot be stored holds up no others.
   */
  async function write(batch: Batch): Promise<void> {
    const outcomes = batch.entries.map((entry) => entry.outcome);
    try {
      const { nextAt, isCircuitClosed } = await recordAttempts({ ...input, outcomes });
      await input.onRecorded(outcomes).catch(input.onError);
      for (const entry of batch.entries) entry.settle();
      if (nextAt) await input.jobs.send({ name: "webhook/deliveries.due", at: nextAt });
      if (isCircuitClosed) await input.jobs.send({ name: "webhook/deliveries.due" });
      const executionIds = awaitingExecutions(outcomes);
      if (executionIds.length > 0) await input.jobs.send({ name: "automation/executions.due", executionIds });
    } catch (error) {
      input.onError(error);
      const pauseMs = Math.min(FIRST_REPEAT_MS * 2 ** batch.failures, LAST_REPEAT_MS);
      if (isDatabaseAway(error)) {
        await sleep(pauseMs);
        const entries = stillLeased(batch);
        if (entries.length > 0) await write({ entries, failures: batch.failures + 1 });
      } else setTimeout(() => repeatInHalves(batch), pauseMs);
    }
  }

  function repeatInHalves(batch: Batch): void {
    const entries = stillLeased(batch);
    const middle = Math.ceil(entries.length / 2);
    const failures = batch.failures + 1;
    for (const half of [entries.slice(0, middle), entries.slice(middle)]) if (half.length > 0) halves.push({ entries: half, failures });
    flush();
  }

  return {
    add: (outcome) =>
      new Promise((resolve) => {
        waiting.push({ outcome, settle: resolve });
        if (waiting.length >= MAX_ROWS) flush();
        else timer ??= setTimeout(flush, GATHER_MS);
      }),
    flush,
  };
}

/** Settles the entries whose lease is over, and returns the others. */
function stillLeased({ entries }: Batch): Entry[] {
  const nowMs = Date.now();
  const isLeased = ({ outcome }: Entry) => nowMs < outcome.claim.leaseUntilMs;
  for (const entry of entries) if (!isLeased(entry)) entry.settle();
  return entries.filter(isLeased);
}
