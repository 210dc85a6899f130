import type { Logger } from "pino";

/** Logs the cause of a fault. The caller's answer shows only the request's id. */
export function reportFault(input: { logger: Logger; error: unknown; requestId: string; operation?: string }): void {
  const { logger, error, requestId, operation } = input;
  logger.error({ part: "http", err: error, requestId, operation }, "A request failed for a reason that is ours.");
}
