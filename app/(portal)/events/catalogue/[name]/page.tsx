import type { Metadata, Route } from "next";
import { EventTypeActions } from "@/app/(portal)/events/catalogue/[name]/event-type-actions";
import { readEventType } from "@/app/(portal)/events/catalogue/[name]/read-event-type";
import { EventTypeBadges } from "@/components/event-type/event-type-badges";
import { PageBody } from "@/components/shell/page-body";
import { CodeBlock } from "@/components/ui/code-block";
import { Code, Fact, FactGroup } from "@/components/ui/fact-list";
import { Link } from "@/components/ui/link";
import { PageHeader } from "@/components/ui/page-header";
import { exampleFromSchema } from "@/domain/event/example-from-schema";

export const metadata: Metadata = { title: "Event type" };

export default async function EventTypePage({ params }: { params: Promise<{ name: string }> }) {
  const { type } = await readEventType(params);
  const example = type.example ?? (type.schema && exampleFromSchema(type.schema));
  return (
    <PageBody crumbs={[{ label: "Events", href: "/events" }, { label: "Catalogue", href: "/events/catalogue" }, { label: type.label }]}>
      <PageHeader
        title={type.label}
        description={type.description}
        actions={<EventTypeActions name={type.name} label={type.label} isBuiltIn={type.builtIn} listeners={type.webhooks.length} />}
      />
      <FactGroup title="Event type">
        <Fact name="Name">
          <Code>{type.name}</Code>
        </Fact>
        {type.aliases.length > 0 && (
          <Fact name="Also known as">
            <Code>{type.aliases.join(", ")}</Code>
          </Fact>
        )}
        <Fact name="Kind">
          <EventTypeBadges type={type} />
        </Fact>
        {type.entitySchema !== null && (
          <Fact name="Follows from">
            <span>
              The entity schema{" "}
              <Link href={`/entities/schemas/${type.entitySchema}` as Route} className="rounded-sm text-accent-ink hover:underline">
                {type.entitySchema}
              </Link>
              : each change of such a record publishes it.
            </span>
          </Fact>
        )}
        <Fact name="What is published">
          {type.strict ? "Must be as the schema says: any other event is refused." : "Is taken as it comes; the schema describes it."}
        </Fact>
        <Fact name="Who listens">
          {type.webhooks.length === 0 ? (
            <span className="text-ink-muted">No webhook listens to this event.</span>
          ) : (
            <ul className="grid gap-1">
              {type.webhooks.map((webhook) => (
                <li key={webhook.id}>
                  <Link href={`/settings/api/webhooks/${webhook.id}` as Route} className="rounded-sm text-accent-ink hover:underline">
                    {webhook.name}
                  </Link>
                </li>
              ))}
            </ul>
          )}
        </Fact>
      </FactGroup>
      <div className="grid min-w-0 gap-6 lg:grid-cols-2">
        <Document title="Example" label="example" value={example} none="This event type has no example." />
        <Document title="Schema" label="schema" value={type.schema} none="This event type has no schema: any content may be published." />
      </div>
    </PageBody>
  );
}

function Document({ title, label, value, none }: { title: string; label: string; value: unknown; none: string }) {
  return (
    <section aria-label={title} className="grid min-w-0 content-start gap-2">
      <h2 className="font-semibold text-sm">{title}</h2>
      {value ? (
        <CodeBlock text={JSON.stringify(value)} label={label} isJson className="max-h-128" />
      ) : (
        <p className="rounded-lg border border-dashed p-4 text-ink-muted">{none}</p>
      )}
    </section>
  );
}
