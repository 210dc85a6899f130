import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata, Route } from "next";
import { eventLogKey } from "@/app/(portal)/_event-log/queries";
import { executionsKey } from "@/app/(portal)/automations/executions/queries";
import { deliveriesOf } from "@/app/(portal)/entities/[slug]/[id]/deliveries-of";
import { readRecord } from "@/app/(portal)/entities/[slug]/[id]/read-record";
import { readRelations } from "@/app/(portal)/entities/[slug]/[id]/read-relations";
import { RecordActions } from "@/app/(portal)/entities/[slug]/[id]/record-actions";
import { RecordActivity } from "@/app/(portal)/entities/[slug]/[id]/record-activity";
import { RecordDeliveries } from "@/app/(portal)/entities/[slug]/[id]/record-deliveries";
import { RecordExecutions } from "@/app/(portal)/entities/[slug]/[id]/record-executions";
import { RecordRelations } from "@/app/(portal)/entities/[slug]/[id]/record-relations";
import { FEED_PAGE_SIZE, feedKey } from "@/app/(portal)/entities/record-queries";
import { RecordFacts } from "@/components/entity/record-facts";
import { toListOptions } from "@/components/event-log/event-log-filter";
import { PageBody } from "@/components/shell/page-body";
import { Badge } from "@/components/ui/badge";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { RelativeTime } from "@/components/ui/relative-time";
import { attributesOf } from "@/domain/entity-schema/entity-schema";
import { plainJson } from "@/domain/json/plain-json";
import { listExecutions } from "@/server/automation/list-executions";
import { listDeliveries } from "@/server/delivery/list-deliveries";
import { getNamedFeed } from "@/server/entity/get-named-feed";
import { listDeletedWebhooks } from "@/server/webhook/list-deleted-webhooks";
import { listWebhooks } from "@/server/webhook/list-webhooks";

const UNTITLED = "Without a title";

export async function generateMetadata({ params }: PageProps<"/entities/[slug]/[id]">): Promise<Metadata> {
  const { slug, id } = await params;
  const { record } = await readRecord(slug, id);
  return { title: record._title ?? UNTITLED };
}

export default async function RecordPage({ params }: PageProps<"/entities/[slug]/[id]">) {
  const given = await params;
  const { ctx, schema, record } = await readRecord(given.slug, given.id);
  const [slug, id] = [schema.slug, record._id];
  const [relations, feed, executions, deliveries, webhooks, deletedWebhooks] = await Promise.all([
    readRelations({ ctx, slug, id }),
    getNamedFeed({ ctx, input: { slug, id, size: FEED_PAGE_SIZE } }),
    listExecutions({ ctx, input: { entity_id: id } }),
    listDeliveries({ ctx, input: toListOptions(deliveriesOf(id), ctx.clock.now().getTime()) }),
    listWebhooks({ ctx, input: {} }),
    listDeletedWebhooks({ ctx }),
  ]);
  const client = new QueryClient();
  // The browser parses its answers into plain numbers too.
  client.setQueryData(feedKey(slug, id), { pages: [plainJson(feed)], pageParams: [0] });
  client.setQueryData(executionsKey({ entityId: id }, null), { pages: [executions], pageParams: [null] });
  client.setQueryData(eventLogKey(deliveriesOf(id)), { pages: [plainJson(deliveries)], pageParams: [null] });
  const title = record._title ?? UNTITLED;
  const attributes = attributesOf(schema);
  return (
    <PageBody
      crumbs={[{ label: "Entities", href: "/entities" }, { label: schema.plural, href: `/entities/${slug}` as Route }, { label: title }]}
    >
      <PageHeader
        title={
          <span className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
            <span className="line-clamp-4 min-w-0 break-words">{title}</span>
            {record._deleted_at !== undefined && <Badge tone="warning">Deleted</Badge>}
          </span>
        }
        description={`A record of ${schema.plural}`}
        actions={<RecordActions slug={slug} id={id} title={title} isDeleted={record._deleted_at !== undefined} />}
      />
      {record._deleted_at !== undefined && (
        <Notice tone="warning">
          Deleted <RelativeTime iso={record._deleted_at} />. It cannot be changed until it is restored.
        </Notice>
      )}
      <HydrationBoundary state={dehydrate(client)}>
        <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] items-start gap-6 lg:grid-cols-[minmax(0,1fr)_22rem]">
          <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-6">
            <RecordFacts schema={schema} record={record} />
            <RecordRelations
              record={{ slug, id, title, isDeleted: record._deleted_at !== undefined }}
              attributes={attributes.filter(({ type }) => type === "relation")}
              {...relations}
            />
          </div>
          <RecordActivity slug={slug} id={id} attributes={attributes} />
        </div>
        <RecordExecutions id={id} />
        <RecordDeliveries
          id={id}
          slug={slug}
          linkedWebhookIds={webhooks.map((webhook) => webhook.id)}
          deletedWebhookIds={deletedWebhooks.map((webhook) => webhook.id)}
        />
      </HydrationBoundary>
    </PageBody>
  );
}
