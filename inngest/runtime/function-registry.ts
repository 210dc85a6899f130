import type { FunctionConfig, SerializedError } from "@/inngest/runtime/sdk-protocol";
import { durationMs } from "@/inngest/runtime/time-string";

/** The event that is sent when a run has failed for good. The SDK makes `onFailure` a function that listens to it. */
export const FUNCTION_FAILED = "inngest/function.failed";

/** A function as the embedded host runs it. */
export interface HostFunction {
  id: string;
  events: string[];
  crons: string[];
  /** The function whose failures this one handles, if it is an `onFailure` handler. */
  handlesFailureOf: string | null;
  maxAttempts: number;
  maxConcurrency: number;
  /** The time from the start of a run after which it is given up. */
  finishTimeoutMs: number | null;
}

export interface RunFailure {
  function_id: string;
  run_id: string;
  error: SerializedError;
  event: unknown;
}

const DEFAULT_RETRIES = 3;
const UNSERVED_OPTIONS = ["batchEvents", "cancel", "debounce", "idempotency", "priority", "rateLimit", "singleton", "throttle"];

/**
 * Reads the options of each function. Throws, naming function and option, when one asks for something that the embedded host does not do:
 * that is better at the start than a promise that is silently not kept.
 */
export function readRegistry(configs: FunctionConfig[]): HostFunction[] {
  return configs.map((config) => {
    const refuse = (what: string): never => {
      throw new Error(`The embedded host does not serve ${what}, which the function ${config.id} asks for.`);
    };
    const unserved = UNSERVED_OPTIONS.find((option) => config[option] !== undefined && config[option] !== null);
    if (unserved) refuse(unserved);

    const events: string[] = [];
    const crons: string[] = [];
    let handlesFailureOf: string | null = null;
    for (const trigger of config.triggers) {
      if ("cron" in trigger) crons.push(trigger.cron);
      else if (!trigger.expression) events.push(trigger.event);
      else {
        handlesFailureOf = /^event\.data\.function_id == '([^']+)'$/.exec(trigger.expression)?.[1] ?? null;
        if (trigger.event !== FUNCTION_FAILED || handlesFailureOf === null) refuse(`the expression "${trigger.expression}"`);
      }
    }
    return {
      id: config.id,
      events,
      crons,
      handlesFailureOf,
      maxAttempts: 1 + (config.steps.step.retries?.attempts ?? DEFAULT_RETRIES),
      maxConcurrency: concurrencyOf(config, refuse),
      finishTimeoutMs: config.timeouts?.finish ? durationMs(config.timeouts.finish, 0) : null,
    };
  });
}

function concurrencyOf(config: FunctionConfig, refuse: (what: string) => never): number {
  const options = [config.concurrency ?? []].flat();
  const limits = options.map((option) => {
    if (typeof option === "number") return option;
    return option.key || (option.scope && option.scope !== "fn") ? refuse("concurrency by key or scope") : option.limit;
  });
  const given = limits.filter((limit) => limit > 0);
  return given.length === 0 ? Number.POSITIVE_INFINITY : Math.min(...given);
}

/** Returns the functions that an event of this name starts. */
export function listenersOf(registry: HostFunction[], event: { name: string; data: Record<string, unknown> }): HostFunction[] {
  return registry.filter(
    ({ events, handlesFailureOf }) =>
      events.includes(event.name) ||
      (event.name === FUNCTION_FAILED && handlesFailureOf !== null && handlesFailureOf === event.data["function_id"]),
  );
}
