import { describeValue } from "@/components/entity/describe-value";
import { CopyButton } from "@/components/ui/copy-button";
import { Code, Fact, FactGroup } from "@/components/ui/fact-list";
import { RelativeTime } from "@/components/ui/relative-time";
import type { EntityItem } from "@/domain/entity/entity";
import { isRelationValue } from "@/domain/entity/relations";
import { attributesOf, type EntityAttribute, type EntitySchema } from "@/domain/entity-schema/entity-schema";
import { writeJson } from "@/domain/json/write-json";

/** The keys that Postern itself sets; they are shown apart. */
const OWN_KEYS = ["_id", "_org", "_schema", "_title", "_created_at", "_updated_at", "_deleted_at"];

/** Shows a record's attributes in the order of its schema, then those that the schema does not know, and what Postern itself keeps. */
export function RecordFacts({ schema, record }: { schema: EntitySchema; record: EntityItem }) {
  const attributes = attributesOf(schema).filter(({ name, type }) => type !== "relation" && !isRelationValue(record[name]));
  const known = new Set([...OWN_KEYS, ...attributesOf(schema).map(({ name }) => name)]);
  const others = Object.entries(record).filter(([name, value]) => !known.has(name) && !isRelationValue(value));
  return (
    <FactGroup title="Attributes">
      {attributes.map((attribute) => (
        <Fact key={attribute.name} name={attribute.label}>
          <Value value={record[attribute.name]} attribute={attribute} />
        </Fact>
      ))}
      {others.map(([name, value]) => (
        <Fact key={name} name={name}>
          <Value value={value} attribute={null} />
        </Fact>
      ))}
      <Fact name="Id">
        <Code>{record._id}</Code>
        <CopyButton text={record._id} label="id" />
      </Fact>
      <Fact name="Created">
        <RelativeTime iso={record._created_at} />
      </Fact>
      <Fact name="Changed">
        <RelativeTime iso={record._updated_at} />
      </Fact>
    </FactGroup>
  );
}

function Value({ value, attribute }: { value: unknown; attribute: EntityAttribute | null }) {
  const text = describeValue(value, attribute);
  if (text === "") return <span className="text-ink-subtle">–</span>;
  if (text !== null) return <span className="min-w-0 whitespace-pre-wrap break-words">{text}</span>;
  return <span className="min-w-0 whitespace-pre-wrap break-all font-mono text-xs leading-5">{writeJson(value, 2)}</span>;
}
