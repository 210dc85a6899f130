import { CodeBlock } from "@/components/ui/code-block";
import { Fact, FactGroup } from "@/components/ui/fact-list";
import type { WebhookConfig } from "@/domain/webhook/webhook-config";

/** Shows what is made of the payload before it is sent. */
export function TransformFacts({ webhook: { jsonataExpression } }: { webhook: WebhookConfig }) {
  return (
    <FactGroup title="Transform">
      <Fact name="JSONata">
        {jsonataExpression ? (
          <CodeBlock text={jsonataExpression} label="transform" className="max-h-96 flex-1 [&_pre]:w-auto [&_pre]:whitespace-pre-wrap" />
        ) : (
          "None: the payload is sent as it is."
        )}
      </Fact>
    </FactGroup>
  );
}
