"use client";

import { Braces, FileJson, Pencil } from "lucide-react";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { GuardedMenuItem } from "@/components/permission/guarded-menu";
import { RowMenu } from "@/components/permission/row-menu";
import { cn } from "@/components/ui/cn";
import { DropdownMenuItem } from "@/components/ui/dropdown-menu";
import { RelativeTime } from "@/components/ui/relative-time";
import { RowLink } from "@/components/ui/row-link";
import { Table, TIME_CELL } from "@/components/ui/table";

/** An entity schema as the list shows it. */
export interface ListedSchema {
  slug: string;
  plural: string;
  description: string | null;
  attributes: number;
  records: number;
  /** Null for a schema as it came with Postern. */
  changedAt: string | null;
}

/** The documents that describe a schema's entities. */
export type SchemaDocument = "json-schema" | "example";

/** Shows the entity schemas; each row leads to the schema's records. */
export function SchemaTable({
  schemas,
  onDownload,
}: {
  schemas: readonly ListedSchema[];
  onDownload: (slug: string, document: SchemaDocument) => void;
}) {
  const router = useRouter();
  return (
    <Table
      caption="Entity schemas by their slugs"
      rows={schemas}
      keyOf={({ slug }) => slug}
      rowClassName="max-md:grid-cols-[minmax(0,1fr)_auto_auto] max-md:items-center max-md:gap-y-0.5"
      columns={[
        {
          name: "Entity",
          isRowHeader: true,
          width: "w-[26%]",
          cellClassName: "max-md:col-start-1 max-md:row-start-1",
          render: ({ slug, plural }) => (
            <>
              <RowLink href={`/entities/${slug}`}>{plural}</RowLink>
              <span className="block truncate font-mono text-2xs text-ink-subtle">{slug}</span>
            </>
          ),
        },
        {
          name: "Description",
          cellClassName: "text-ink-muted max-md:hidden",
          render: ({ description }) => <span className="line-clamp-2 break-words">{description}</span>,
        },
        {
          name: "Attributes",
          width: "w-24",
          className: "text-right max-md:hidden",
          cellClassName: "text-ink-muted tabular-nums",
          render: ({ attributes }) => attributes,
        },
        {
          name: "Records",
          width: "w-24",
          className: "text-right",
          cellClassName: "text-ink-muted tabular-nums max-md:col-start-2 max-md:row-start-1 max-md:text-xs",
          render: ({ records }) => (
            <>
              {records.toLocaleString("en-GB")}
              <span className="md:sr-only"> {records === 1 ? "record" : "records"}</span>
            </>
          ),
        },
        {
          name: "Changed",
          width: "w-28",
          className: "text-right max-md:hidden",
          cellClassName: cn(TIME_CELL),
          render: ({ changedAt }) => (changedAt ? <RelativeTime iso={changedAt} className="relative" /> : "Never"),
        },
        {
          name: "Actions",
          isNameHidden: true,
          width: "w-14",
          cellClassName: "relative text-right max-md:col-start-3 max-md:row-start-1 max-md:pl-1",
          render: ({ slug, plural }) => (
            <RowMenu name={plural} scope="write">
              <DropdownMenuItem onSelect={() => onDownload(slug, "json-schema")}>
                <Braces aria-hidden />
                Download JSON Schema
              </DropdownMenuItem>
              <DropdownMenuItem onSelect={() => onDownload(slug, "example")}>
                <FileJson aria-hidden />
                Download example
              </DropdownMenuItem>
              <GuardedMenuItem scope="write" onSelect={() => router.push(`/entities/schemas/${slug}/edit` as Route)}>
                <Pencil aria-hidden />
                Edit attributes
              </GuardedMenuItem>
            </RowMenu>
          ),
        },
      ]}
    />
  );
}
