"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { Rows3, SearchX, Trash2 } from "lucide-react";
import { usePathname, useSearchParams } from "next/navigation";
import { type ReactNode, useCallback } from "react";
import { recordsQuery } from "@/app/(portal)/entities/[slug]/(records)/queries";
import { QueryFault } from "@/app/(portal)/query-fault";
import { type RecordFilter, readRecordFilter, recordFilterParams, shownAttributes, sortedBy } from "@/components/entity/record-filter";
import { RecordFilters } from "@/components/entity/record-filters";
import { RecordTable } from "@/components/entity/record-table";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import type { EntitySchema } from "@/domain/entity-schema/entity-schema";

/** Shows a schema's records. The address holds the search, the sort and the columns. `create` is the next step without any record. */
export function RecordList({ schema, create }: { schema: EntitySchema; create: ReactNode }) {
  const pathname = usePathname();
  const filter = readRecordFilter(useSearchParams());
  const query = useInfiniteQuery(recordsQuery(schema.slug, filter));
  const records = query.data?.pages.flatMap((page) => page.records) ?? [];
  const hits = query.data?.pages.at(-1)?.hits ?? 0;
  const onFilter = useCallback(
    (next: RecordFilter) => {
      const params = recordFilterParams(next).toString();
      window.history.replaceState(null, "", params === "" ? pathname : `${pathname}?${params}`);
    },
    [pathname],
  );
  return (
    <div className="grid min-w-0 gap-3">
      <RecordFilters schema={schema} filter={filter} onFilter={onFilter} />
      {query.error && <QueryFault error={query.error} onRetry={() => query.refetch()} />}
      {(query.data || !query.error) && (
        <RecordTable
          slug={schema.slug}
          caption={`${schema.plural}, as they are sorted`}
          records={query.data ? records : null}
          attributes={shownAttributes(schema, filter.columns)}
          sort={filter.sort}
          isStale={query.isPlaceholderData}
          onSort={(field) => onFilter(sortedBy(filter, field))}
          empty={<NoRecords schema={schema} filter={filter} onClear={() => onFilter({ ...filter, text: "" })} create={create} />}
        />
      )}
      {records.length > 0 && (
        <div className="flex flex-wrap items-center justify-center gap-3">
          <p aria-live="polite" className="text-ink-subtle text-xs tabular-nums">
            {records.length < hits ? `${records.length.toLocaleString("en-GB")} of ${count(hits)}` : count(hits)}
          </p>
          {query.hasNextPage && (
            <Button onClick={() => query.fetchNextPage()} isPending={query.isFetchingNextPage}>
              Load more
            </Button>
          )}
        </div>
      )}
    </div>
  );
}

function count(records: number): string {
  return records === 1 ? "1 record" : `${records.toLocaleString("en-GB")} records`;
}

function NoRecords({
  schema,
  filter,
  onClear,
  create,
}: {
  schema: EntitySchema;
  filter: RecordFilter;
  onClear: () => void;
  create: ReactNode;
}) {
  if (filter.text !== "") {
    return (
      <EmptyState icon={SearchX} title="No record matches" action={<Button onClick={onClear}>Clear the search</Button>}>
        No {filter.isDeleted ? "deleted record" : "record"} of “{schema.plural}” has these words.
      </EmptyState>
    );
  }
  if (filter.isDeleted) {
    return (
      <EmptyState icon={Trash2} title="Nothing is deleted">
        A deleted record stands here until it is restored, or deleted for good.
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={Rows3} title={`No ${schema.plural.slice(0, 60)} yet`} action={create}>
      Create one here, or let a program do it: POST /v1/entity/{schema.slug}. Webhooks that listen to {schema.slug}.created hear of it.
    </EmptyState>
  );
}
