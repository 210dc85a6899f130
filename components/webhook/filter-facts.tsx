import { CodeBlock } from "@/components/ui/code-block";
import { Fact, FactGroup } from "@/components/ui/fact-list";
import { compileFilter, describeFilter } from "@/domain/filter/compile-filter";
import { MAX_LISTED } from "@/domain/filter/describe-condition";
import { isExpression } from "@/domain/filter/filter-condition";
import type { WebhookConfig } from "@/domain/webhook/webhook-config";

/**
 * Shows as a sentence which events are sent. It also shows in full what the sentence shortens: long lists of values and JSONata conditions.
 */
export function FilterFacts({ webhook: { filter, filterConditions } }: { webhook: WebhookConfig }) {
  const conditions = filterConditions?.conditions ?? [];
  const lists = [
    ...(filter ? [{ field: filter.keyToFilter, values: filter.supportedValues }] : []),
    ...conditions.flatMap((condition) => (isExpression(condition) ? [] : [condition])),
  ].filter(({ values }) => values.length > MAX_LISTED);
  const expressions = new Set(conditions.flatMap((condition) => (isExpression(condition) ? [condition.jsonata_expression] : [])));
  return (
    <FactGroup title="Filter">
      <Fact name="Which events">
        <span className="min-w-0">{describeFilter(compileFilter({ filter: filter ?? null, conditions: filterConditions ?? null }))}</span>
      </Fact>
      {lists.map(({ field, values }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two conditions may be on the same field, and their order does not change here
        <Fact key={index} name={`All values of ${field}`}>
          <span className="min-w-0">{values.join(", ")}</span>
        </Fact>
      ))}
      {[...expressions].map((expression) => (
        <Fact key={expression} name="JSONata condition">
          <CodeBlock text={expression} label="JSONata condition" className="max-h-60 flex-1 [&_pre]:w-auto [&_pre]:whitespace-pre-wrap" />
        </Fact>
      ))}
    </FactGroup>
  );
}
