import { Plus } from "lucide-react";
import type { Metadata } from "next";
import { SchemaList } from "@/app/(portal)/entities/(list)/schema-list";
import { requirePageSession } from "@/app/session";
import { GuardedButton } from "@/components/permission/guarded-button";
import { PageBody } from "@/components/shell/page-body";
import { PageHeader } from "@/components/ui/page-header";
import { attributesOf } from "@/domain/entity-schema/entity-schema";
import { seededSchema } from "@/domain/entity-schema/seeded-schemas";
import { countEntities } from "@/server/entity/count-entities";
import { listSchemas } from "@/server/entity-schema/list-schemas";

export const metadata: Metadata = { title: "Entities" };

export default async function EntitiesPage() {
  const { ctx } = await requirePageSession();
  const [{ results: schemas }, counts] = await Promise.all([listSchemas({ ctx, input: {} }), countEntities({ ctx })]);
  const create = (
    <GuardedButton scope="write" href="/entities/schemas/new" variant="primary">
      <Plus aria-hidden />
      Create schema
    </GuardedButton>
  );
  return (
    <PageBody crumbs={[{ label: "Entities" }]}>
      <PageHeader
        title="Entities"
        description="The records that your business is about, by their schemas. Each change of a record publishes an event."
        actions={schemas.length > 0 && create}
      />
      <SchemaList
        schemas={schemas.map((schema) => ({
          slug: schema.slug,
          plural: schema.plural,
          description: schema.description ?? null,
          attributes: attributesOf(schema).length,
          records: counts.get(schema.slug) ?? 0,
          changedAt: seededSchema(schema.slug)?.id === schema.id ? null : schema.updated_at,
        }))}
        create={create}
      />
    </PageBody>
  );
}
