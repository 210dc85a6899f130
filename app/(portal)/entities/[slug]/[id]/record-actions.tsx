"use client";

import { Pencil, RotateCcw, Trash2 } from "lucide-react";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { RunAutomation } from "@/app/(portal)/entities/[slug]/[id]/run-automation";
import { deleteRecordAction, restoreRecordAction } from "@/app/(portal)/entities/actions";
import { ConfirmDialog } from "@/components/form/confirm-dialog";
import { useAction } from "@/components/form/use-action";
import { GuardedButton } from "@/components/permission/guarded-button";

interface Record {
  slug: string;
  id: string;
  title: string;
  isDeleted: boolean;
}

/** Shows the actions on a record: change or delete it, run an automation for it; once it is deleted, restore it or delete it for good. */
export function RecordActions(record: Record) {
  const { slug, id, isDeleted } = record;
  const router = useRouter();
  const { call, isPending } = useAction();
  const [asked, setAsked] = useState<"delete" | "purge" | null>(null);
  const restore = async () => {
    const result = await call("The record was not restored", () => restoreRecordAction({ slug, id }));
    if (!result.ok) return;
    toast.success("Restored the record");
    router.refresh();
  };
  return (
    <>
      <GuardedButton scope="write" variant="danger-quiet" onClick={() => setAsked(isDeleted ? "purge" : "delete")}>
        <Trash2 aria-hidden />
        {isDeleted ? "Delete for good" : "Delete"}
      </GuardedButton>
      {!isDeleted && <RunAutomation record={record} />}
      {isDeleted ? (
        <GuardedButton scope="write" variant="primary" isPending={isPending} onClick={restore}>
          <RotateCcw aria-hidden />
          Restore
        </GuardedButton>
      ) : (
        <GuardedButton scope="write" variant="primary" href={`/entities/${slug}/${id}/edit` as Route}>
          <Pencil aria-hidden />
          Edit
        </GuardedButton>
      )}
      <ConfirmDialog
        about={asked === "delete" ? record : null}
        onClose={() => setAsked(null)}
        title={({ title }) => <span className="line-clamp-4">Delete “{title}”?</span>}
        description={() => `It can be restored. Webhooks that listen to ${slug}.deleted hear of it.`}
        confirmLabel="Delete record"
        action={() => deleteRecordAction({ slug, id, isPurged: false })}
        onDone={() => {
          toast.success("Deleted the record", { action: { label: "Restore", onClick: restore } });
          router.refresh();
        }}
      />
      <ConfirmDialog
        about={asked === "purge" ? record : null}
        onClose={() => setAsked(null)}
        title={({ title }) => <span className="line-clamp-4">Delete “{title}” for good?</span>}
        description={() => "The record goes, with all that its activities hold of it. This cannot be undone."}
        confirmLabel="Delete for good"
        action={() => deleteRecordAction({ slug, id, isPurged: true })}
        onDone={() => {
          toast.success("Deleted the record for good");
          router.push(`/entities/${slug}` as Route);
        }}
      />
    </>
  );
}
