import type { Route } from "next";
import type { ReactNode } from "react";
import { PageBody } from "@/components/shell/page-body";
import { PageHeader } from "@/components/ui/page-header";
import { TabLinks } from "@/components/ui/tab-links";
import type { EntitySchemaItem } from "@/domain/entity-schema/entity-schema";
import { FORM_SCHEMA } from "@/domain/submission-form/submission-form";

/** Shows the common parts of a schema's pages: its name and its tabs. */
export function SchemaFrame({ schema, actions, children }: { schema: EntitySchemaItem; actions: ReactNode; children: ReactNode }) {
  const { slug, plural, description } = schema;
  return (
    <PageBody crumbs={[{ label: "Entities", href: "/entities" }, { label: plural }]}>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
        <PageHeader title={plural} description={description && <span className="break-words">{description}</span>} actions={actions} />
        <TabLinks
          label={plural}
          tabs={[
            { label: "Records", href: `/entities/${slug}` as Route },
            { label: "Schema", href: `/entities/schemas/${slug}` as Route },
            ...(slug === FORM_SCHEMA ? [{ label: "Public form", href: `/entities/schemas/${slug}/form` as Route }] : []),
          ]}
        />
      </div>
      {children}
    </PageBody>
  );
}
