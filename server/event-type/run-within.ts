import { createContext, Script } from "node:vm";

const sandbox: { work: () => void } = { work: () => {} };
const context = createContext(sandbox);
const script = new Script("work()");

/** Thrown when work took longer than it may. */
export class WorkTimeoutError extends Error {}

/**
 * Does synchronous work of which nobody knows beforehand how long it takes, such as checking data by somebody's schema, and breaks it
 * off after `timeoutMs`. Not to be called within itself. This is no sandbox: what runs is our own code.
 */
export function runWithin<Result>(timeoutMs: number, work: () => Result): Result {
  let result: { value: Result } | undefined;
  sandbox.work = () => {
    result = { value: work() };
  };
  try {
    script.runInContext(context, { timeout: timeoutMs });
  } catch (error) {
    if (isTimeout(error)) throw new WorkTimeoutError(`This took longer than ${timeoutMs} ms.`);
    throw error;
  } finally {
    sandbox.work = () => {};
  }
  if (!result) throw new WorkTimeoutError("The work was broken off.");
  return result.value;
}

function isTimeout(error: unknown): boolean {
  // The context's own Error, which is not ours.
  return typeof error === "object" && error !== null && "code" in error && error.code === "ERR_SCRIPT_EXECUTION_TIMEOUT";
}
