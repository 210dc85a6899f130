"use client";

import { X } from "lucide-react";
import type { Route } from "next";
import { useRefusal } from "@/components/permission/role-context";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Link } from "@/components/ui/link";
import { Tooltip } from "@/components/ui/tooltip";

/** A relation of a record, with the record on its other end. */
export interface ListedRelation {
  attribute: string;
  /** The label of the attribute in the schema that has it. */
  label: string;
  entityId: string;
  schema: string;
  title: string | null;
  isDeleted: boolean;
}

/** Shows relations, each with a link to the record on its other end and, where `onRemove` is given, the button that removes it. */
export function RelationList({
  name,
  relations,
  onRemove,
}: {
  name: string;
  relations: readonly ListedRelation[];
  onRemove: ((relation: ListedRelation) => void) | null;
}) {
  const isRefused = useRefusal("write") !== null;
  const removal = isRefused ? null : onRemove;
  return (
    <ul aria-label={name} className="divide-y">
      {relations.map((relation) => {
        const title = relation.title ?? "Without a title";
        return (
          <li
            key={`${relation.attribute} ${relation.entityId}`}
            className={cn("flex min-h-11 items-center gap-3 py-1.5 pl-4", removal ? "pr-2" : "pr-4")}
          >
            <span className="w-28 shrink-0 truncate text-ink-muted max-sm:w-20" title={relation.label}>
              {relation.label}
            </span>
            <Link
              href={`/entities/${relation.schema}/${relation.entityId}` as Route}
              className="min-w-0 flex-1 truncate rounded-sm font-medium hover:underline"
            >
              {title}
            </Link>
            {relation.isDeleted && <Badge tone="warning">Deleted</Badge>}
            <Badge>{relation.schema}</Badge>
            {removal && (
              <Tooltip text="Remove the relation">
                <Button variant="ghost" size="icon-sm" aria-label={`Remove the relation to ${title}`} onClick={() => removal(relation)}>
                  <X aria-hidden />
                </Button>
              </Tooltip>
            )}
          </li>
        );
      })}
    </ul>
  );
}
