import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { SchemaEditor } from "@/app/(portal)/entities/schemas/schema-editor";
import { requirePageSession } from "@/app/session";
import { PageBody } from "@/components/shell/page-body";
import { PageHeader } from "@/components/ui/page-header";
import { isAllowed } from "@/server/authorise";
import { listSchemas } from "@/server/entity-schema/list-schemas";

export const metadata: Metadata = { title: "Create schema" };

export default async function NewSchemaPage() {
  const { ctx } = await requirePageSession();
  if (!isAllowed(ctx.actor, "write")) redirect("/entities");
  const { results } = await listSchemas({ ctx, input: {} });
  return (
    <PageBody crumbs={[{ label: "Entities", href: "/entities" }, { label: "New schema" }]}>
      <PageHeader
        title="Create an entity schema"
        description="It says what a record holds, and brings three events: created, updated and deleted."
      />
      <SchemaEditor schema={null} schemas={results.map(({ slug, plural }) => ({ slug, plural }))} />
    </PageBody>
  );
}
