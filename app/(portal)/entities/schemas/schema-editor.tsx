"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { saveSchemaAction } from "@/app/(portal)/entities/actions";
import { SchemaForm } from "@/components/entity-schema/schema-form";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import type { EntitySchemaItem } from "@/domain/entity-schema/entity-schema";

/** Shows the form of an entity schema, a new one where `schema` is null. Goes to the schema's own page after saving. */
export function SchemaEditor({
  schema,
  schemas,
}: {
  schema: EntitySchemaItem | null;
  schemas: readonly { slug: string; plural: string }[];
}) {
  const router = useRouter();
  const hrefOf = (slug: string) => `/entities/schemas/${slug}` as Route;
  return (
    <SchemaForm
      schema={schema}
      schemas={schemas}
      onSubmit={async (input) => {
        const result = await saveSchemaAction({ ...input, ifVersion: schema?.version ?? null });
        if (result.ok) {
          toast.success(schema ? "Saved the schema" : "Created the schema");
          router.push(hrefOf(result.data.slug));
        }
        return result;
      }}
      cancel={
        <Button asChild variant="ghost">
          <Link href={schema ? hrefOf(schema.slug) : "/entities"}>Cancel</Link>
        </Button>
      }
    />
  );
}
