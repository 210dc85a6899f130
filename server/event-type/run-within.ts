import { createContext, Script } from "node:vm";

const sandbox: { work: () => void } = { work: () => {} };
const context = createContext(sandbox);
const script = new Script("work()");

/** Thrown when work took longer than it may. */
export class WorkTimeoutError extends Error {}

/**
 * Runs synchronous work whose duration is not known beforehand, such as a check by a customer's schema. Throws WorkTimeoutError
 * after `timeoutMs`. Calls must not be nested. This is no sandbox: the code that runs is our own.
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
  // The error belongs to the context, so `instanceof Error` is false for it.
  return typeof error === "object" && error !== null && "code" in error && error.code === "ERR_SCRIPT_EXECUTION_TIMEOUT";
}
