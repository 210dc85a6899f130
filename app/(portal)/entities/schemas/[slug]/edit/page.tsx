import type { Metadata, Route } from "next";
import { redirect } from "next/navigation";
import { readSchema } from "@/app/(portal)/entities/read-schema";
import { SchemaEditor } from "@/app/(portal)/entities/schemas/schema-editor";
import { PageBody } from "@/components/shell/page-body";
import { PageHeader } from "@/components/ui/page-header";
import { isAllowed } from "@/server/authorise";
import { listSchemas } from "@/server/entity-schema/list-schemas";

export const metadata: Metadata = { title: "Edit schema" };

export default async function EditSchemaPage({ params }: PageProps<"/entities/schemas/[slug]/edit">) {
  const { ctx, schema } = await readSchema((await params).slug);
  const href = `/entities/schemas/${schema.slug}` as Route;
  if (!isAllowed(ctx.actor, "write")) redirect(href);
  const { results } = await listSchemas({ ctx, input: {} });
  return (
    <PageBody crumbs={[{ label: "Entities", href: "/entities" }, { label: schema.plural, href }, { label: "Edit" }]}>
      <PageHeader title={`Edit the schema of ${schema.plural}`} description="Records keep what they hold, whatever changes here." />
      <SchemaEditor schema={schema} schemas={results.map(({ slug, plural }) => ({ slug, plural }))} />
    </PageBody>
  );
}
