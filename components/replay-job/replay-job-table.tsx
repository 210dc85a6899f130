import type { ReactNode } from "react";
import { describeSelection } from "@/components/replay-job/describe-selection";
import { ReplayJobStateBadge } from "@/components/replay-job/replay-job-state";
import { progressText, ReplayProgressBar } from "@/components/replay-job/replay-progress";
import { cn } from "@/components/ui/cn";
import { RelativeTime } from "@/components/ui/relative-time";
import { RowLink } from "@/components/ui/row-link";
import { type Column, Table, TIME_CELL } from "@/components/ui/table";
import type { ReplayJob } from "@/domain/replay-job/replay-job";

const COLUMNS: readonly Column<ReplayJob>[] = [
  {
    name: "State",
    width: "w-32",
    cellClassName: "max-md:col-start-2 max-md:row-start-1",
    render: ({ state }) => <ReplayJobStateBadge state={state} />,
  },
  {
    name: "Webhook",
    isRowHeader: true,
    cellClassName: "max-md:col-start-1 max-md:row-start-1",
    render: (job) => (
      <>
        <RowLink href={`/replay-jobs/${job.id}`}>{job.webhook_name}</RowLink>
        <span className="block truncate text-ink-subtle text-xs">{describeSelection(job)}</span>
      </>
    ),
  },
  {
    name: "Progress",
    width: "w-64",
    cellClassName: "max-md:col-start-1 max-md:row-start-2",
    render: ({ progress }) => (
      <span className="grid gap-1">
        <ReplayProgressBar progress={progress} className="h-1.5" />
        <span className="text-ink-muted text-xs tabular-nums">
          {progressText(progress)}
          {progress.failed > 0 && ` · ${progress.failed} failed`}
        </span>
      </span>
    ),
  },
  {
    name: "Created",
    width: "w-26",
    className: "text-right",
    cellClassName: cn(TIME_CELL, "max-md:col-start-2 max-md:row-start-2 max-md:self-end"),
    render: (job) => <RelativeTime iso={job.created_at} className="relative" />,
  },
];

/** Shows the organization's replay jobs; each row leads to the job's page. */
export function ReplayJobTable({ jobs, empty }: { jobs: readonly ReplayJob[]; empty: ReactNode }) {
  return (
    <Table
      caption="Replay jobs, the newest first"
      columns={COLUMNS}
      rows={jobs}
      keyOf={(job) => job.id}
      rowClassName="max-md:gap-y-1.5"
      empty={empty}
    />
  );
}
