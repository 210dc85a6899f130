import type { Metadata, Route } from "next";
import { readSchema } from "@/app/(portal)/entities/read-schema";
import { SchemaFrame } from "@/app/(portal)/entities/schema-frame";
import { DocumentSection } from "@/app/(portal)/entities/schemas/[slug]/document-section";
import { SchemaActions } from "@/app/(portal)/entities/schemas/[slug]/schema-actions";
import { AttributeTable } from "@/components/entity-schema/attribute-table";
import { CopyButton } from "@/components/ui/copy-button";
import { Code, Fact, FactGroup } from "@/components/ui/fact-list";
import { Link } from "@/components/ui/link";
import { RelativeTime } from "@/components/ui/relative-time";
import { attributesOf } from "@/domain/entity-schema/entity-schema";
import { seededSchema } from "@/domain/entity-schema/seeded-schemas";
import { countEntities } from "@/server/entity/count-entities";
import { getJsonSchema } from "@/server/entity-schema/get-json-schema";
import { getSchemaExample } from "@/server/entity-schema/get-schema-example";
import { listCatalogue } from "@/server/event-type/list-catalogue";

export async function generateMetadata({ params }: PageProps<"/entities/schemas/[slug]">): Promise<Metadata> {
  const { schema } = await readSchema((await params).slug);
  return { title: `Schema of ${schema.plural}` };
}

export default async function SchemaPage({ params }: PageProps<"/entities/schemas/[slug]">) {
  const { ctx, schema } = await readSchema((await params).slug);
  const { slug } = schema;
  const [jsonSchema, example, { results: types }, counts] = await Promise.all([
    getJsonSchema({ ctx, input: { slug } }),
    getSchemaExample({ ctx, input: { slug } }),
    listCatalogue({ ctx }),
    countEntities({ ctx }),
  ]);
  const events = types.filter(({ entitySchema, name }) => entitySchema === slug || (slug === "client" && /^client\.\w+$/.test(name)));
  return (
    <SchemaFrame schema={schema} actions={<SchemaActions slug={slug} plural={schema.plural} records={counts.get(slug) ?? 0} />}>
      <FactGroup title="Schema">
        <Fact name="Slug">
          <Code>{slug}</Code>
          <CopyButton text={slug} label="slug" />
        </Fact>
        <Fact name="One record is called">{schema.name}</Fact>
        <Fact name="Title of a record">
          {schema.title_template ? <Code>{schema.title_template}</Code> : <span className="text-ink-muted">Given to each record</span>}
        </Fact>
        <Fact name="Events">
          {events.length === 0 ? (
            <span className="text-ink-muted">None follows from it.</span>
          ) : (
            <ul className="flex flex-wrap gap-x-4 gap-y-1">
              {events.map(({ name }) => (
                <li key={name}>
                  <Link
                    href={`/events/catalogue/${encodeURIComponent(name)}` as Route}
                    className="rounded-sm font-mono text-accent-ink text-xs hover:underline"
                  >
                    {name}
                  </Link>
                </li>
              ))}
            </ul>
          )}
        </Fact>
        <Fact name="Version">
          {schema.version}
          <span className="ml-2 text-ink-muted">
            {seededSchema(slug)?.id === schema.id ? (
              "as it came with Postern"
            ) : (
              <>
                changed <RelativeTime iso={schema.updated_at} />
              </>
            )}
          </span>
        </Fact>
      </FactGroup>
      <AttributeTable attributes={attributesOf(schema)} />
      <div className="grid min-w-0 gap-6 lg:grid-cols-2">
        <DocumentSection title="JSON Schema" slug={slug} document="json-schema" text={JSON.stringify(jsonSchema)}>
          What a record is, as the API answers it and events carry it: JSON Schema 2020-12.
        </DocumentSection>
        <DocumentSection title="Example" slug={slug} document="example" text={JSON.stringify(example)}>
          A record with a value for each attribute, valid by the JSON Schema.
        </DocumentSection>
      </div>
    </SchemaFrame>
  );
}
