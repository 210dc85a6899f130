"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { executionsQuery } from "@/app/(portal)/automations/executions/queries";
import { QueryFault } from "@/app/(portal)/query-fault";
import { ExecutionTable } from "@/components/execution/execution-table";
import { Button } from "@/components/ui/button";

/** Shows the executions of automations for a record, kept up to date. */
export function RecordExecutions({ id }: { id: string }) {
  const query = useInfiniteQuery(executionsQuery({ entityId: id }, null));
  const executions = query.data?.pages.flatMap((page) => page.data) ?? [];
  return (
    <section aria-label="Executions" className="grid min-w-0 gap-3">
      <h2 className="font-semibold text-sm">Executions</h2>
      {query.error && <QueryFault error={query.error} onRetry={() => query.refetch()} />}
      {(query.data || !query.error) && (
        <ExecutionTable
          executions={query.data ? executions : null}
          names="automation"
          empty={<p className="px-4 py-3 text-ink-muted">No automation has run for this record.</p>}
        />
      )}
      {query.hasNextPage && (
        <Button onClick={() => query.fetchNextPage()} isPending={query.isFetchingNextPage} className="justify-self-center">
          Load older
        </Button>
      )}
    </section>
  );
}
