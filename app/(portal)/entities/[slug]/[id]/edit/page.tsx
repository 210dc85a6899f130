import type { Metadata, Route } from "next";
import { redirect } from "next/navigation";
import { readRecord } from "@/app/(portal)/entities/[slug]/[id]/read-record";
import { RecordEditor } from "@/app/(portal)/entities/record-editor";
import { PageBody } from "@/components/shell/page-body";
import { PageHeader } from "@/components/ui/page-header";
import { writeJson } from "@/domain/json/write-json";
import { isAllowed } from "@/server/authorise";

export const metadata: Metadata = { title: "Edit record" };

export default async function EditRecordPage({ params }: PageProps<"/entities/[slug]/[id]/edit">) {
  const { slug, id } = await params;
  const { ctx, schema, record } = await readRecord(slug, id);
  const href = `/entities/${schema.slug}/${record._id}` as Route;
  if (record._deleted_at !== undefined || !isAllowed(ctx.actor, "write")) redirect(href);
  const title = record._title ?? "Without a title";
  return (
    <PageBody
      crumbs={[
        { label: "Entities", href: "/entities" },
        { label: schema.plural, href: `/entities/${schema.slug}` as Route },
        { label: title, href },
        { label: "Edit" },
      ]}
    >
      <PageHeader
        title={<span className="line-clamp-3">Edit {title}</span>}
        description={`What you change is published as ${schema.slug}.updated, with the values before.`}
      />
      <RecordEditor schema={schema} record={{ id: record._id, json: writeJson(record) }} />
    </PageBody>
  );
}
