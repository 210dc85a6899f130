"use client";

import type { ReactNode } from "react";
import { describeValue } from "@/components/entity/describe-value";
import { isSortable, type RecordFilter } from "@/components/entity/record-filter";
import { Badge } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";
import { RelativeTime } from "@/components/ui/relative-time";
import { RowLink } from "@/components/ui/row-link";
import { type Column, type ColumnSort, Table, TIME_CELL } from "@/components/ui/table";
import type { EntityAttribute } from "@/domain/entity-schema/entity-schema";

/** A record as the list shows it, with the attributes that are its columns. */
export interface ListedRecord {
  [attribute: string]: unknown;
  _id: string;
  _title: string | null;
  _created_at: string;
  _updated_at: string;
  _deleted_at?: string | undefined;
}

/** The columns that a phone has room for. */
const COLUMNS_ON_A_PHONE = 2;

/** Shows a list's pages, one after the other. Each row leads to its record. */
export function RecordTable({
  slug,
  caption,
  records,
  attributes,
  sort,
  isStale,
  onSort,
  empty,
}: {
  slug: string;
  caption: string;
  /** Null while the records are loading. */
  records: readonly ListedRecord[] | null;
  /** The attributes that are columns. */
  attributes: readonly EntityAttribute[];
  sort: RecordFilter["sort"];
  isStale: boolean;
  onSort: (field: string) => void;
  empty: ReactNode;
}) {
  const sortOf = (field: string): ColumnSort => ({
    direction: sort.field === field ? (sort.isDescending ? "descending" : "ascending") : null,
    onSort: () => onSort(field),
  });
  const timeField = sort.field === "_created_at" ? "_created_at" : "_updated_at";
  return (
    <Table
      caption={caption}
      rows={records}
      keyOf={({ _id }) => _id}
      lines={1}
      isStale={isStale}
      empty={empty}
      columns={[
        {
          name: "Title",
          isRowHeader: true,
          cellClassName: "max-md:col-start-1 max-md:row-start-1",
          sort: sortOf("_title"),
          render: ({ _id, _title }) => (
            <RowLink href={`/entities/${slug}/${_id}`}>{_title ?? <span className="text-ink-muted">Without a title</span>}</RowLink>
          ),
        },
        ...attributes.map(
          (attribute, index): Column<ListedRecord> => ({
            name: attribute.label,
            width: "w-[17%]",
            cellClassName: cn(
              "truncate text-ink-muted max-md:col-span-full max-md:text-xs",
              index >= COLUMNS_ON_A_PHONE && "max-md:hidden",
            ),
            sort: isSortable(attribute) ? sortOf(attribute.name) : undefined,
            render: (record) => <Value value={record[attribute.name]} attribute={attribute} />,
          }),
        ),
        {
          name: timeField === "_created_at" ? "Created" : "Changed",
          width: "w-28",
          className: "text-right",
          cellClassName: cn(TIME_CELL, "max-md:col-start-2 max-md:row-start-1"),
          sort: sortOf(timeField),
          render: (record) => <RelativeTime iso={record[timeField]} className="relative" />,
        },
      ]}
    />
  );
}

function Value({ value, attribute }: { value: unknown; attribute: EntityAttribute }) {
  const text = describeValue(value, attribute) ?? JSON.stringify(value);
  if (text === "") return <span className="text-ink-subtle max-md:hidden">–</span>;
  return (
    <>
      <span className="text-ink-subtle md:hidden">{attribute.label}: </span>
      {attribute.type === "status" ? (
        <Badge className="max-w-full align-middle" title={text}>
          <span className="truncate">{text}</span>
        </Badge>
      ) : (
        <span title={text}>{text}</span>
      )}
    </>
  );
}
