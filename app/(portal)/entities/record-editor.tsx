"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { saveRecordAction } from "@/app/(portal)/entities/actions";
import { PickRecords } from "@/app/(portal)/entities/pick-record";
import { RecordForm } from "@/components/entity/record-form";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import type { EntitySchema } from "@/domain/entity-schema/entity-schema";

/** Shows the form of a record, a new one where `record` is null. Goes to the record's own page after saving. */
export function RecordEditor({ schema, record }: { schema: EntitySchema; record: { id: string; json: string } | null }) {
  const router = useRouter();
  const { slug } = schema;
  return (
    <RecordForm
      schema={schema}
      record={record?.json ?? null}
      onSubmit={async (attributes) => {
        const result = await saveRecordAction({ slug, id: record?.id ?? null, attributes });
        if (result.ok) {
          toast.success(record ? "Saved the record" : "Created the record");
          router.push(`/entities/${slug}/${result.data.id}` as Route);
        }
        return result;
      }}
      renderRelation={({ attribute, ...choice }) => (
        <PickRecords {...choice} schemas={attribute.allowedSchemas ?? []} isMany={attribute.relation_type !== "has_one"} />
      )}
      cancel={
        <Button asChild variant="ghost">
          <Link href={(record ? `/entities/${slug}/${record.id}` : `/entities/${slug}`) as Route}>Cancel</Link>
        </Button>
      }
    />
  );
}
