import { isDatabaseUnwritable } from "@/server/database-away";
import type { Clock } from "@/server/platform/clock";

/** Remembers whether the database could store something lately. Reading still works while its disk is full. */
export interface WriteWatch {
  /** Notes the error of a request that failed. */
  note(error: unknown): void;
  /** Returns true while a failure to store something is less than 30 s old. */
  isFailing(): boolean;
}

/** So long that a load balancer sees it, and short enough that requests come again which show whether there is space. */
const REMEMBER_MS = 30_000;

/** Makes the write watch of a process. */
export function createWriteWatch({ clock }: { clock: Clock }): WriteWatch {
  let failedAtMs = Number.NEGATIVE_INFINITY;
  return {
    note(error) {
      if (isDatabaseUnwritable(error)) failedAtMs = clock.now().getTime();
    },
    isFailing: () => clock.now().getTime() - failedAtMs < REMEMBER_MS,
  };
}
