import type { ReactNode } from "react";
import { CopyButton } from "@/components/ui/copy-button";
import { Code, Fact, FactGroup } from "@/components/ui/fact-list";
import { AboutFacts } from "@/components/webhook/about-facts";
import { AuthFacts } from "@/components/webhook/auth-facts";
import { DeliveryFacts } from "@/components/webhook/delivery-facts";
import type { EventTypeOption } from "@/components/webhook/event-type";
import { FilterFacts } from "@/components/webhook/filter-facts";
import { HeaderFacts } from "@/components/webhook/header-facts";
import { PayloadFacts } from "@/components/webhook/payload-facts";
import { TransformFacts } from "@/components/webhook/transform-facts";
import type { WebhookConfig } from "@/domain/webhook/webhook-config";

/**
 * Shows a webhook's configuration, to be read. It is drawn on the server alone, so that what it hides does not reach the browser.
 * `authAction` is the action that belongs to the authentication.
 */
export function WebhookFacts({
  webhook,
  type,
  hasStaticIp,
  authAction,
}: {
  webhook: WebhookConfig;
  type: EventTypeOption | null;
  hasStaticIp: boolean;
  authAction: ReactNode;
}) {
  return (
    <div className="grid gap-4">
      <FactGroup title="Event">
        <Fact name="Event">
          <span className="flex min-w-0 flex-wrap items-baseline gap-x-2">
            {type?.label ?? webhook.eventName}
            <Code>{webhook.eventName}</Code>
          </span>
        </Fact>
        {type?.description && <Fact name="When">{type.description}</Fact>}
      </FactGroup>
      <FactGroup title="Endpoint">
        <Fact name="Method">
          <Code>{webhook.httpMethod}</Code>
        </Fact>
        <Fact name="URL">
          <Code>{webhook.url ?? "Not set: nothing is delivered."}</Code>
          {webhook.url && <CopyButton text={webhook.url} label="address" />}
        </Fact>
        <Fact name="Enabled">{describeEnabled(webhook)}</Fact>
      </FactGroup>
      <AuthFacts webhook={webhook} action={authAction} />
      <PayloadFacts webhook={webhook} />
      <HeaderFacts webhook={webhook} />
      <FilterFacts webhook={webhook} />
      <TransformFacts webhook={webhook} />
      <DeliveryFacts webhook={webhook} hasStaticIp={hasStaticIp} />
      <AboutFacts webhook={webhook} />
    </div>
  );
}

function describeEnabled({ enabled, disabledReason }: WebhookConfig): string {
  if (enabled) return "Yes";
  return disabledReason === undefined
    ? "No: events are recorded as skipped."
    : "No, Postern has disabled it: events are recorded as skipped.";
}
