import { setTimeout as sleep } from "node:timers/promises";
import type { AttemptOutcome } from "@/server/delivery/attempt-delivery";
import { recordAttempts } from "@/server/delivery/record-attempts";
import type { Jobs } from "@/server/jobs";
import type { Database } from "@/server/platform/db";

/** Gathers the outcomes of a process's attempts and writes them in bulk. */
export interface RecordQueue {
  /** Resolves once the outcome is written, or given up because its lease is over: then the delivery is claimed again. Never rejects. */
  add(outcome: AttemptOutcome): Promise<void>;
  /** Writes what is waiting now instead of waiting for more. */
  flush(): void;
}

interface Entry {
  outcome: AttemptOutcome;
  settle: () => void;
}

/** How long an outcome waits for others to share its statement. */
const GATHER_MS = 50;
const MAX_ROWS = 500;
const MAX_WRITES_AT_ONCE = 3;
const FIRST_REPEAT_MS = 100;
const LAST_REPEAT_MS = 5_000;

/**
 * `onError` is told of each statement that failed; it is repeated. `onRecorded` gets what was written; what it throws is told to
 * `onError`.
 */
export function createRecordQueue(input: {
  db: Database;
  ownerId: string;
  jobs: Jobs;
  onError: (error: unknown) => void;
  onRecorded: (outcomes: AttemptOutcome[]) => Promise<void>;
}): RecordQueue {
  let waiting: Entry[] = [];
  let writes = 0;
  let timer: NodeJS.Timeout | undefined;

  function flush(): void {
    clearTimeout(timer);
    timer = undefined;
    while (waiting.length > 0 && writes < MAX_WRITES_AT_ONCE) {
      const entries = waiting.slice(0, MAX_ROWS);
      waiting = waiting.slice(MAX_ROWS);
      writes++;
      void write(entries, 0).finally(() => {
        writes--;
        // Not at once: a write of a few rows costs nearly as much as one of many.
        if (waiting.length >= MAX_ROWS) flush();
        else if (waiting.length > 0) timer ??= setTimeout(flush, GATHER_MS);
      });
    }
  }

  /** A statement that fails is repeated in halves, so that one row that cannot be stored holds up no others. */
  async function write(entries: Entry[], failures: number): Promise<void> {
    const outcomes = entries.map((entry) => entry.outcome);
    try {
      const { nextAt, isLaneOpened } = await recordAttempts({ ...input, outcomes });
      await input.onRecorded(outcomes).catch(input.onError);
      for (const entry of entries) entry.settle();
      if (nextAt) await input.jobs.send({ name: "webhook/deliveries.due", at: nextAt });
      if (isLaneOpened) await input.jobs.send({ name: "webhook/deliveries.due" });
    } catch (error) {
      input.onError(error);
      await sleep(Math.min(FIRST_REPEAT_MS * 2 ** failures, LAST_REPEAT_MS));
      const kept = entries.filter(isStillLeased);
      for (const entry of entries) if (!kept.includes(entry)) entry.settle();
      const middle = Math.ceil(kept.length / 2);
      const halves = [kept.slice(0, middle), kept.slice(middle)].filter((half) => half.length > 0);
      await Promise.all(halves.map((half) => write(half, failures + 1)));
    }
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

function isStillLeased({ outcome }: Entry): boolean {
  return Date.now() < outcome.claim.leaseUntilMs;
}
