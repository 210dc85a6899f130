"use client";

import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { AddRelationDialog } from "@/app/(portal)/entities/[slug]/[id]/add-relation-dialog";
import { removeRelationAction } from "@/app/(portal)/entities/actions";
import { type ListedRelation, RelationList } from "@/components/entity/relation-list";
import { ConfirmDialog } from "@/components/form/confirm-dialog";
import { GuardedButton } from "@/components/permission/guarded-button";
import type { EntityAttribute } from "@/domain/entity-schema/entity-schema";

interface Page {
  total: number;
  relations: readonly ListedRelation[];
}

/** Shows a record's relations and those of others to it, and the actions on its own. */
export function RecordRelations({
  record,
  attributes,
  own,
  reverse,
}: {
  record: { slug: string; id: string; title: string; isDeleted: boolean };
  /** The schema's relation attributes. */
  attributes: readonly EntityAttribute[];
  own: Page;
  reverse: Page;
}) {
  const router = useRouter();
  const [isAdding, setIsAdding] = useState(false);
  const [doomed, setDoomed] = useState<ListedRelation | null>(null);
  const isTaken = (name: string) => own.relations.some(({ attribute }) => attribute === name);
  const free = attributes.filter(({ name, relation_type }) => relation_type !== "has_one" || !isTaken(name));
  const { slug, id, isDeleted } = record;
  return (
    <section aria-label="Relations" className="min-w-0 overflow-hidden rounded-lg border">
      <h2 className="border-b bg-sunken px-4 py-2 font-semibold text-sm">Relations</h2>
      {own.relations.length > 0 ? (
        <RelationList name="Relations of this record" relations={own.relations} onRemove={isDeleted ? null : setDoomed} />
      ) : (
        <p className="px-4 py-3 text-ink-muted">
          {attributes.length > 0 ? "It relates to no other record." : "Its schema has no attribute that relates it to others."}
        </p>
      )}
      <Rest page={own} />
      {reverse.relations.length > 0 && (
        <>
          <h3 className="border-y bg-sunken px-4 py-1.5 font-medium text-ink-muted text-xs">Records that relate to it</h3>
          <RelationList name="Records that relate to it" relations={reverse.relations} onRemove={null} />
          <Rest page={reverse} />
        </>
      )}
      {attributes.length > 0 && !isDeleted && (
        <div className="border-t px-4 py-3">
          <GuardedButton
            scope="write"
            size="sm"
            unavailable={free.length === 0 ? "Each attribute leads to one record, and has it. Remove a relation first." : null}
            onClick={() => setIsAdding(true)}
          >
            <Plus aria-hidden />
            Add relation
          </GuardedButton>
        </div>
      )}
      {isAdding && (
        <AddRelationDialog
          record={record}
          attributes={free}
          onDone={() => {
            toast.success("Added the relation");
            router.refresh();
            setIsAdding(false);
          }}
          onClose={() => setIsAdding(false)}
        />
      )}
      <ConfirmDialog
        about={doomed}
        onClose={() => setDoomed(null)}
        title={({ title }) => <span className="line-clamp-4">Remove the relation to “{title ?? "Without a title"}”?</span>}
        description={() => "Both records stay. It can be added again."}
        confirmLabel="Remove relation"
        action={({ attribute, entityId }) => removeRelationAction({ slug, id, attribute, entity_id: entityId })}
        onDone={() => {
          toast.success("Removed the relation");
          router.refresh();
        }}
      />
    </section>
  );
}

function Rest({ page: { total, relations } }: { page: Page }) {
  const rest = total - relations.length;
  if (rest <= 0) return null;
  return <p className="border-t px-4 py-2 text-ink-muted text-xs">{rest.toLocaleString("en-GB")} more: the API lists all of them.</p>;
}
