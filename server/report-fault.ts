import { getLogger } from "@/server/platform/logger";

/** Writes down what the caller is not told: the cause of an answer that says no more than the request's id. */
export function reportFault(input: { error: unknown; requestId: string; operation?: string }): void {
  const { error, requestId, operation } = input;
  getLogger("http").error({ err: error, requestId, operation }, "A request failed for a reason that is ours.");
}
