"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { RotateCw } from "lucide-react";
import { QueryFault } from "@/app/(portal)/query-fault";
import { replayJobsQuery } from "@/app/(portal)/replay-jobs/queries";
import { ReplayJobTable } from "@/components/replay-job/replay-job-table";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";

/** Shows the organization's replay jobs, kept up to date. */
export function ReplayJobList() {
  const query = useInfiniteQuery(replayJobsQuery);
  const jobs = query.data?.pages.flatMap((page) => page.data) ?? [];
  return (
    <div className="grid min-w-0 gap-3">
      {query.error && <QueryFault error={query.error} onRetry={() => query.refetch()} />}
      {query.data && (
        <ReplayJobTable
          jobs={jobs}
          empty={
            <EmptyState
              icon={RotateCw}
              title="No replay jobs yet"
              action={
                <Button asChild>
                  <Link href="/events?status=failed">Look at what failed</Link>
                </Button>
              }
            >
              Narrow the log of events to what you want to send again, such as all that failed yesterday, and choose “Replay all that
              match”.
            </EmptyState>
          }
        />
      )}
      {query.hasNextPage && (
        <Button onClick={() => query.fetchNextPage()} isPending={query.isFetchingNextPage} className="justify-self-center">
          Load older
        </Button>
      )}
    </div>
  );
}
