import { Code, Fact, FactGroup } from "@/components/ui/fact-list";
import { FORMAT_LABEL, FORMAT_REMARK } from "@/components/webhook/payload-format-words";
import type { WebhookConfig } from "@/domain/webhook/webhook-config";

/** Shows what a delivery carries. The toggles apply to an envelope alone: an event object ignores them. */
export function PayloadFacts({ webhook: { payloadConfiguration, payloadFormat, signatureHeader } }: { webhook: WebhookConfig }) {
  return (
    <FactGroup title="Payload">
      <Fact name="Format">
        <span>
          {FORMAT_LABEL[payloadFormat]}
          <span className="block text-ink-muted text-xs">{FORMAT_REMARK[payloadFormat]}</span>
        </span>
      </Fact>
      {payloadFormat === "entity_envelope" && (
        <>
          <Fact name="Entity">{payloadConfiguration.hydrate_entity ? "With all its attributes" : "Only what identifies it"}</Fact>
          <Fact name="Relations">{describePart(payloadConfiguration.include_relations)}</Fact>
          <Fact name="Activity">{describePart(payloadConfiguration.include_activity)}</Fact>
          <Fact name="Changed attributes">{describePart(payloadConfiguration.include_changed_attributes)}</Fact>
        </>
      )}
      <Fact name="Signature header">{signatureHeader ? <Code>{signatureHeader}</Code> : "None besides webhook-signature"}</Fact>
    </FactGroup>
  );
}

function describePart(isIncluded: boolean): string {
  return isIncluded ? "Included" : "Left out";
}
