import type { WebhookFormValues } from "@/components/webhook/webhook-form-values";
import type { SuccessStatus } from "@/domain/webhook/delivery-settings";

export const SUCCESS_LABEL: Record<SuccessStatus, string> = { "2xx": "Any 2xx", "200": "200 only" };

/** How deliveries are made, in a line; what differs from usual is said, the rest left out but for what everyone asks. */
export function summariseDelivery(values: WebhookFormValues): string {
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

export function count(amount: number, one: string, many: string): string {
  return `${amount} ${amount === 1 ? one : many}`;
}
