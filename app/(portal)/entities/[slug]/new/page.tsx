import type { Metadata, Route } from "next";
import { redirect } from "next/navigation";
import { readSchema } from "@/app/(portal)/entities/read-schema";
import { RecordEditor } from "@/app/(portal)/entities/record-editor";
import { PageBody } from "@/components/shell/page-body";
import { PageHeader } from "@/components/ui/page-header";
import { isAllowed } from "@/server/authorise";

export const metadata: Metadata = { title: "Create record" };

export default async function NewRecordPage({ params }: PageProps<"/entities/[slug]/new">) {
  const { ctx, schema } = await readSchema((await params).slug);
  const href = `/entities/${schema.slug}` as Route;
  if (!isAllowed(ctx.actor, "write")) redirect(href);
  return (
    <PageBody crumbs={[{ label: "Entities", href: "/entities" }, { label: schema.plural, href }, { label: "New" }]}>
      <PageHeader
        title={`Create a record of ${schema.plural}`}
        description={`It publishes ${schema.slug}.created to every webhook that listens.`}
      />
      <RecordEditor schema={schema} record={null} />
    </PageBody>
  );
}
