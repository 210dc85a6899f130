import type { HostEvent } from "@/inngest/runtime/add-event";
import type { ServeAnswer, ServeHandler } from "@/inngest/runtime/serve-in-process";
import { durationMs } from "@/inngest/runtime/time-string";

export interface SerializedError {
  name: string;
  message: string;
  stack?: string;
}

/** One thing that a call reports (Inngest SDK specification, 5.1.1): a step that ran, failed, or wants to be run or waited for. */
export interface Operation {
  id: string;
  op: string;
  /** The length of a sleep, as the TypeScript SDK sends it. */
  name?: string;
  displayName?: string;
  data?: unknown;
  error?: SerializedError;
  opts?: { duration?: string };
}

export type StepResult = { data: unknown } | { error: SerializedError };

export interface CallRequest {
  functionId: string;
  /** A planned step's id, or `step` to continue the function. */
  stepId: string;
  runId: string;
  event: HostEvent;
  steps: Record<string, StepResult>;
  /** The ids of `steps` in the order in which they ended. */
  stack: string[];
  /** The number of the try, 0 for the first. */
  attempt: number;
  maxAttempts: number;
  isParallel: boolean;
}

export type CallOutcome =
  | { type: "completed" }
  | { type: "operations"; operations: Operation[]; retryAfterMs: number | null }
  | { type: "failed"; error: SerializedError; isRetriable: boolean; retryAfterMs: number | null };

const SERVE_URL = "http://embedded.invalid/api/inngest";
/** The version of the protocol. This value leaves it to the SDK, which takes it with the least work. */
const VERSION_OF_SDK = -1;
const HEADERS = { host: "embedded.invalid", "content-type": "application/json", "x-inngest-server-kind": "dev" };

function retryAfterOf({ headers }: ServeAnswer): number | null {
  const value = headers["retry-after"];
  if (!value) return null;
  return /^\d+$/.test(value) ? Number(value) * 1_000 : durationMs(value, Date.now());
}

function toError(body: unknown): SerializedError {
  const { name, message, error, stack } = (typeof body === "object" && body !== null ? body : {}) as Record<string, unknown>;
  const text = typeof message === "string" ? message : typeof error === "string" ? error : "The function failed without a message.";
  return { name: typeof name === "string" ? name : "Error", message: text, ...(typeof stack === "string" ? { stack } : {}) };
}

/** Makes one call request (Inngest SDK specification, 4.4) and reads its answer. */
export async function callFunction(serve: ServeHandler, call: CallRequest): Promise<CallOutcome> {
  const url = new URL(`${SERVE_URL}?${new URLSearchParams({ fnId: call.functionId, stepId: call.stepId })}`);
  const body = {
    version: VERSION_OF_SDK,
    event: call.event,
    events: [call.event],
    steps: call.steps,
    ctx: {
      run_id: call.runId,
      attempt: call.attempt,
      max_attempts: call.maxAttempts,
      disable_immediate_execution: call.isParallel,
      use_api: false,
      stack: { stack: call.stack, current: call.stack.length },
    },
  };
  const response = await serve({ method: "POST", url, headers: HEADERS, body: JSON.stringify(body) });
  if (response.status === 200) return { type: "completed" };
  const answer: unknown = response.body === "" ? null : JSON.parse(response.body);
  if (response.status === 206) {
    return { type: "operations", operations: [answer].flat() as Operation[], retryAfterMs: retryAfterOf(response) };
  }
  const isRetriable = response.headers["x-inngest-no-retry"] !== "true";
  return { type: "failed", error: toError(answer), isRetriable, retryAfterMs: retryAfterOf(response) };
}

/** A function's own declaration when the app registers (Inngest SDK specification, 4.3.2). */
export interface FunctionConfig {
  id: string;
  triggers: ({ event: string; expression?: string } | { cron: string })[];
  steps: { step: { retries?: { attempts?: number } } };
  concurrency?: number | { limit: number; key?: string; scope?: string } | { limit: number; key?: string; scope?: string }[];
  timeouts?: { start?: string; finish?: string };
  [option: string]: unknown;
}

/** Asks the handler for its functions, by an in-band sync (Inngest SDK specification, 4.3.5). Throws when it does not give them. */
export async function readFunctionConfigs(serve: ServeHandler): Promise<FunctionConfig[]> {
  const headers = { ...HEADERS, "x-inngest-sync-kind": "in_band" };
  const response = await serve({ method: "PUT", url: new URL(SERVE_URL), headers, body: JSON.stringify({ url: SERVE_URL }) });
  const answer = JSON.parse(response.body) as { functions?: FunctionConfig[] };
  if (response.status !== 200 || !answer.functions) throw new Error(`The functions could not be read (${response.status}).`);
  return answer.functions;
}
