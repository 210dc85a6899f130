import type { Logger } from "pino";

/** Writes down what the caller is not told: the cause of an answer that says no more than the request's id. */
export function reportFault(input: { logger: Logger; error: unknown; requestId: string; operation?: string }): void {
  const { logger, error, requestId, operation } = input;
  logger.error({ part: "http", err: error, requestId, operation }, "A request failed for a reason that is ours.");
}
