import { count } from "@/components/webhook/count";
import { asTyped, judgeField } from "@/components/webhook/judge-field";
import type { RetryPolicy } from "@/domain/retry/retry-schedule";
import {
  DEFAULT_RETRY_POLICY,
  DEFAULT_TIMEOUT_SECONDS,
  deliverySettings,
  MAX_REQUESTS_PER_SECOND,
  type SuccessStatus,
} from "@/domain/webhook/delivery-settings";
import type { WebhookConfig } from "@/domain/webhook/webhook-config";

/** The delivery settings as the form holds them. */
export interface DeliveryFormValues {
  retryPolicy: RetryPolicy;
  enableStaticIP: boolean;
  /** The number as typed. */
  timeoutSeconds: string;
  successStatus: SuccessStatus;
  /** The number as typed; empty for no limit. */
  maxRequestsPerSecond: string;
}

export const USUAL_DELIVERY: DeliveryFormValues = {
  retryPolicy: DEFAULT_RETRY_POLICY,
  enableStaticIP: false,
  timeoutSeconds: String(DEFAULT_TIMEOUT_SECONDS),
  successStatus: "2xx",
  maxRequestsPerSecond: "",
};

/** Returns a stored webhook's delivery settings as the form holds them. */
export function toDeliveryFormValues(webhook: WebhookConfig): DeliveryFormValues {
  const { retryPolicy, enableStaticIP, timeoutSeconds, successStatus, maxRequestsPerSecond } = webhook;
  return {
    retryPolicy,
    enableStaticIP,
    timeoutSeconds: String(timeoutSeconds),
    successStatus,
    maxRequestsPerSecond: maxRequestsPerSecond === undefined ? "" : String(maxRequestsPerSecond),
  };
}

const { input } = deliverySettings;

/** Makes the schemas of the fields. `maxTimeoutSeconds` is the longest time limit that the reader may set. */
export function deliveryFields({ maxTimeoutSeconds }: { maxTimeoutSeconds: number }) {
  return {
    retryPolicy: judgeField({ schema: input.retryPolicy, send: asTyped<RetryPolicy> }),
    enableStaticIP: judgeField({ schema: input.enableStaticIP, send: asTyped<boolean> }),
    timeoutSeconds: judgeField({
      schema: input.timeoutSeconds.refine((seconds) => (seconds ?? 0) <= maxTimeoutSeconds, {
        error: `Give at most ${maxTimeoutSeconds} seconds: only an owner may set more.`,
      }),
      send: toNumber,
    }),
    successStatus: judgeField({ schema: input.successStatus, send: asTyped<SuccessStatus> }),
    maxRequestsPerSecond: judgeField({
      schema: input.maxRequestsPerSecond,
      send: (typed: string) => (typed.trim() === "" ? null : toNumber(typed)),
      // The schema's message speaks of null for no limit, a word that a form does not have.
      reword: () => `Give a whole number, 1 to ${MAX_REQUESTS_PER_SECOND}, or leave it empty.`,
    }),
  };
}

/** Returns a number, or NaN, which the schema refuses in its own words. */
function toNumber(text: string): number {
  return /^\d+$/.test(text.trim()) ? Number(text) : Number.NaN;
}

export const SUCCESS_LABEL: Record<SuccessStatus, string> = { "2xx": "Any 2xx", "200": "200 only" };

/** Returns the delivery settings in one line. It always gives what everyone asks for, and else only what differs from the usual. */
export function summariseDelivery(values: DeliveryFormValues): string {
  const { enabled, maxAttempts } = values.retryPolicy;
  return [
    enabled ? count(maxAttempts, "retry", "retries") : "No retries",
    values.successStatus === "2xx" ? "any 2xx is success" : "only 200 is success",
    `${values.timeoutSeconds.trim() || "?"} s time limit`,
    /^\d+$/.test(values.maxRequestsPerSecond.trim()) ? `at most ${values.maxRequestsPerSecond.trim()} requests/s` : null,
    values.enableStaticIP ? "static IP" : null,
  ]
    .filter((part) => part !== null)
    .join(" · ");
}
