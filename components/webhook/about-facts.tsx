import { CopyButton } from "@/components/ui/copy-button";
import { Code, Fact, FactGroup } from "@/components/ui/fact-list";
import { RelativeTime } from "@/components/ui/relative-time";
import type { WebhookConfig } from "@/domain/webhook/webhook-config";

/** Shows the webhook's id, when it was created and last changed, and who may change it. */
export function AboutFacts({ webhook }: { webhook: WebhookConfig }) {
  return (
    <FactGroup title="About">
      <Fact name="Webhook id">
        <Code>{webhook.id}</Code>
        <CopyButton text={webhook.id} label="webhook id" />
      </Fact>
      <Fact name="Created">
        <RelativeTime iso={webhook.creationTime} />
      </Fact>
      {webhook.updatedTime !== webhook.creationTime && (
        <Fact name="Changed">
          <RelativeTime iso={webhook.updatedTime} />
        </Fact>
      )}
      {webhook.protected && <Fact name="Protected">Yes: only owners may change or delete it.</Fact>}
    </FactGroup>
  );
}
