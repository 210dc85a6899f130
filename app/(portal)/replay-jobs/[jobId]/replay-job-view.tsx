"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Inbox } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { QueryFault } from "@/app/(portal)/query-fault";
import { ReplayJobActions } from "@/app/(portal)/replay-jobs/[jobId]/replay-job-actions";
import { isMoving, replayItemsQuery, replayJobQuery } from "@/app/(portal)/replay-jobs/queries";
import { STATUS_LABEL } from "@/components/event-log/status-badge";
import { describeSelection } from "@/components/replay-job/describe-selection";
import { ReplayItemTable } from "@/components/replay-job/replay-item-table";
import { ReplayJobStateBadge } from "@/components/replay-job/replay-job-state";
import { ReplayProgress } from "@/components/replay-job/replay-progress";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { RelativeTime } from "@/components/ui/relative-time";
import { Segmented } from "@/components/ui/segmented";
import type { DeliveryStatus } from "@/domain/delivery/search-options";
import type { ReplayJob } from "@/domain/replay-job/replay-job";

const STATUS_OPTIONS = [
  { value: "all", label: "All" },
  ...(["succeeded", "failed", "in_progress", "skipped"] as const).map((status) => ({ value: status, label: STATUS_LABEL[status] })),
] as const;

/** Shows one replay job: its progress, the actions on it, and the result of each event. */
export function ReplayJobView({ jobId }: { jobId: string }) {
  const { data: job, error, refetch } = useQuery(replayJobQuery(jobId));
  if (!job) return error ? <QueryFault error={error} onRetry={() => refetch()} /> : null;
  return (
    <>
      <PageHeader
        title={
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
            Replay of “{job.webhook_name}”
            <ReplayJobStateBadge state={job.state} />
          </span>
        }
        description={
          <>
            {describeSelection(job)}, the oldest first, at most {job.ratePerSecond} a second
            {job.reapply_transform ? ", through the webhook's current transform" : ""}. Created <RelativeTime iso={job.created_at} />.
          </>
        }
        actions={<ReplayJobActions job={job} />}
      />
      <div className="grid min-w-0 gap-3">
        {error && <QueryFault error={error} onRetry={() => refetch()} />}
        {job.reason && <Notice tone={job.state === "failed" ? "danger" : "warning"}>{job.reason.message}</Notice>}
        <ReplayProgress progress={job.progress} />
      </div>
      <Items job={job} />
    </>
  );
}

function Items({ job }: { job: ReplayJob }) {
  const [status, setStatus] = useState<DeliveryStatus | null>(null);
  const isLive = isMoving(job);
  const wasLive = useRef(isLive);
  const query = useInfiniteQuery(replayItemsQuery(job.id, status, { isLive }));
  const { refetch } = query;
  useEffect(() => {
    // Events that ended between the last update of the list and that of the job would never be shown otherwise.
    if (wasLive.current && !isLive) void refetch();
    wasLive.current = isLive;
  }, [isLive, refetch]);
  const items = query.data?.pages.flatMap((page) => page.data) ?? [];
  return (
    <section aria-label="Results" className="grid min-w-0 gap-3">
      <div className="scrollbar-slim -mx-4 max-w-[calc(100%+2rem)] overflow-x-auto px-4 md:mx-0 md:px-0">
        <Segmented
          label="Status"
          value={status ?? "all"}
          onValueChange={(value) => setStatus(value === "all" ? null : (value as DeliveryStatus))}
          options={STATUS_OPTIONS}
        />
      </div>
      {query.error && <QueryFault error={query.error} onRetry={() => query.refetch()} />}
      {(query.data || !query.error) && (
        <ReplayItemTable
          items={query.data ? items : null}
          empty={
            <EmptyState icon={Inbox} title={status ? "None of them" : "Nothing sent yet"}>
              {status
                ? `No event of this job is “${STATUS_LABEL[status].toLowerCase()}” now.`
                : "Each event appears here as soon as the job takes it up."}
            </EmptyState>
          }
        />
      )}
      {query.hasNextPage && (
        <Button onClick={() => query.fetchNextPage()} isPending={query.isFetchingNextPage} className="justify-self-center">
          Load more
        </Button>
      )}
    </section>
  );
}
