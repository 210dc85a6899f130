import type { ErrorOutput } from "@/domain/automation/execution-status";
import type { Execution } from "@/server/automation/execution-row";
import type { Context } from "@/server/context";
import type { Transaction } from "@/server/platform/db";

/** The means of an execution's steps. All that they write is in `tx`, together with the execution's row. */
export interface Run {
  /** The context of the installation, acting for the execution's organization. */
  ctx: Context;
  tx: Transaction;
  execution: Execution;
  now: Date;
  /** True when the step is not tried again. */
  isLastTry: boolean;
  /** The things that are told once the transaction has been committed. */
  afterCommit: (() => Promise<void>)[];
}

/**
 * The outcome of an act. `done`: it has ended, with what it gave. `under_way`: a delivery does it, and the execution waits for its end.
 * `failed`: it has ended in vain. `config` is added to the action's configuration.
 */
export type ActOutcome =
  | { type: "done"; outputs: Record<string, unknown>; config?: object }
  | { type: "under_way"; deliveryId: string; config: object }
  | { type: "failed"; error: ErrorOutput; outputs?: Record<string, unknown>; config?: object };
