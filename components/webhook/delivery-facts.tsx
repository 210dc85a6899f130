import { Fact, FactGroup } from "@/components/ui/fact-list";
import { SUCCESS_LABEL } from "@/components/webhook/delivery-form-values";
import { RetryTimeline, retrySpan } from "@/components/webhook/retry-timeline";
import type { WebhookConfig } from "@/domain/webhook/webhook-config";

/** Shows how deliveries are made. */
export function DeliveryFacts({ webhook, hasStaticIp }: { webhook: WebhookConfig; hasStaticIp: boolean }) {
  const { retryPolicy, maxRequestsPerSecond } = webhook;
  return (
    <FactGroup title="Delivery">
      <Fact name="Retries">
        <div className="grid min-w-0 flex-1 gap-3">
          {retryPolicy.enabled
            ? `Up to ${retryPolicy.maxAttempts} after the first attempt, the last about ${retrySpan(retryPolicy)} after it`
            : "None: each event is tried once"}
          {retryPolicy.enabled && (
            <div className="-mx-2 max-w-lg pb-1">
              <RetryTimeline policy={retryPolicy} />
            </div>
          )}
        </div>
      </Fact>
      <Fact name="Counts as success">{SUCCESS_LABEL[webhook.successStatus]}</Fact>
      <Fact name="Time limit">{webhook.timeoutSeconds} s for the whole answer</Fact>
      <Fact name="Requests per second">{maxRequestsPerSecond === undefined ? "No limit" : `At most ${maxRequestsPerSecond}`}</Fact>
      <Fact name="Static IP address">{describeStaticIp(webhook, hasStaticIp)}</Fact>
    </FactGroup>
  );
}

/**
 * Returns the use of the static address in words. An installation may lose its address after webhooks were told to use it: they then fail.
 */
function describeStaticIp({ enableStaticIP }: WebhookConfig, hasStaticIp: boolean): string {
  if (!enableStaticIP) return "Not used";
  return hasStaticIp ? "Used" : "Asked for, but this installation has none any more: deliveries fail.";
}
