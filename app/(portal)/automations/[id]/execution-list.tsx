"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { SearchX, Workflow } from "lucide-react";
import { usePathname, useSearchParams } from "next/navigation";
import { executionsQuery } from "@/app/(portal)/automations/executions/queries";
import { QueryFault } from "@/app/(portal)/query-fault";
import { STATE_LABELS } from "@/components/execution/execution-status";
import { ExecutionTable } from "@/components/execution/execution-table";
import { readExecutionState } from "@/components/execution/read-execution-state";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Segmented } from "@/components/ui/segmented";

const ALL = "all";
const OPTIONS = [{ value: ALL, label: "All" }, ...STATE_LABELS];

/** Shows the executions of an automation, kept up to date. The address holds the status that they are narrowed to. */
export function ExecutionList({ flowId, keptDays }: { flowId: string; keptDays: number }) {
  const pathname = usePathname();
  const state = readExecutionState(useSearchParams().get("status"));
  const query = useInfiniteQuery(executionsQuery({ flowId }, state));
  const executions = query.data?.pages.flatMap((page) => page.data) ?? [];
  const narrow = (value: string) => window.history.replaceState(null, "", value === ALL ? pathname : `${pathname}?status=${value}`);
  return (
    <section aria-label="Executions" className="grid min-w-0 gap-3">
      <h2 className="font-semibold text-sm">Executions</h2>
      <div className="scrollbar-slim -mx-4 max-w-[calc(100%+2rem)] overflow-x-auto px-4 md:mx-0 md:px-0">
        <Segmented label="Status" value={state ?? ALL} onValueChange={narrow} options={OPTIONS} />
      </div>
      {query.error && <QueryFault error={query.error} onRetry={() => query.refetch()} />}
      {(query.data || !query.error) && (
        <ExecutionTable
          executions={query.data ? executions : null}
          names="record"
          isStale={query.isPlaceholderData}
          empty={
            state === null ? (
              <EmptyState icon={Workflow} title="It has not run yet">
                Each run appears here as soon as it starts, with what became of each action.
              </EmptyState>
            ) : (
              <EmptyState icon={SearchX} title="None of them" action={<Button onClick={() => narrow(ALL)}>Show all</Button>}>
                No execution of this automation is “{OPTIONS.find(({ value }) => value === state)?.label}” now.
              </EmptyState>
            )
          }
        />
      )}
      {query.data && !query.hasNextPage && executions.length > 0 && (
        <p className="text-center text-ink-subtle text-xs">Executions are deleted {keptDays} days after they have ended.</p>
      )}
      {query.hasNextPage && (
        <Button onClick={() => query.fetchNextPage()} isPending={query.isFetchingNextPage} className="justify-self-center">
          Load older
        </Button>
      )}
    </section>
  );
}
