"use client";

import { Pencil, Trash2 } from "lucide-react";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { deleteSchemaAction } from "@/app/(portal)/entities/actions";
import { ConfirmDialog } from "@/components/form/confirm-dialog";
import { GuardedButton } from "@/components/permission/guarded-button";

/** Shows the actions on an entity schema: delete it, change it. */
export function SchemaActions(schema: { slug: string; plural: string; records: number }) {
  const router = useRouter();
  const [isAsking, setIsAsking] = useState(false);
  return (
    <>
      <GuardedButton scope="write" variant="danger-quiet" onClick={() => setIsAsking(true)}>
        <Trash2 aria-hidden />
        Delete
      </GuardedButton>
      <GuardedButton scope="write" variant="primary" href={`/entities/schemas/${schema.slug}/edit` as Route}>
        <Pencil aria-hidden />
        Edit schema
      </GuardedButton>
      <ConfirmDialog
        about={isAsking ? schema : null}
        onClose={() => setIsAsking(false)}
        title={({ plural }) => `Delete the schema of “${plural}”?`}
        description={({ slug, records }) => (
          <>
            Its versions and its event types go. {whatStays(records)} A new schema of the slug {slug} brings them back.
          </>
        )}
        confirmLabel="Delete schema"
        action={({ slug }) => deleteSchemaAction(slug)}
        onDone={({ plural }) => {
          toast.success(`Deleted the schema of “${plural}”`);
          router.push("/entities");
        }}
      />
    </>
  );
}

function whatStays(records: number): string {
  if (records === 0) return "It has no records. Deleted ones stay, and nobody reaches them any more.";
  return `${records === 1 ? "Its one record stays" : `Its ${records.toLocaleString("en-GB")} records stay`}, and nobody reaches them any more.`;
}
