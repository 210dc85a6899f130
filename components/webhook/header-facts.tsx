import { Code, Fact, FactGroup } from "@/components/ui/fact-list";
import { shownValue } from "@/components/webhook/shown-value";
import { shownHeaders } from "@/domain/webhook/shown-values";
import type { WebhookConfig } from "@/domain/webhook/webhook-config";

/** Shows the headers that each delivery carries in addition to Postern's own. Values that may be credentials are hidden. */
export function HeaderFacts({ webhook }: { webhook: WebhookConfig }) {
  const headers = Object.entries(shownHeaders(webhook.payloadConfiguration.custom_headers ?? {}));
  return (
    <FactGroup title="Custom headers">
      {headers.length === 0 && <Fact name="Headers">None</Fact>}
      {headers.map(([name, value]) => (
        <Fact key={name} name={name}>
          <Code>{shownValue(value)}</Code>
        </Fact>
      ))}
    </FactGroup>
  );
}
