import type { Route } from "next";
import Link from "next/link";
import { describeSelection } from "@/components/replay-job/describe-selection";
import { ReplayJobStateBadge } from "@/components/replay-job/replay-job-state";
import { progressText, ReplayProgressBar } from "@/components/replay-job/replay-progress";
import { cn } from "@/components/ui/cn";
import { RelativeTime } from "@/components/ui/relative-time";
import type { ReplayJob } from "@/domain/replay-job/replay-job";

const cell = "px-3 first:pl-4 last:pr-4 max-md:first:pl-3 max-md:last:pr-3";
const head = cn(cell, "h-9 text-left font-medium text-ink-subtle text-xs");

/** The organization's replay jobs; each row leads to the job's page. */
export function ReplayJobTable({ jobs }: { jobs: readonly ReplayJob[] }) {
  return (
    <table className="w-full table-fixed border-collapse">
      <caption className="sr-only">Replay jobs, the newest first</caption>
      <thead className="max-md:sr-only">
        <tr className="border-b">
          <th scope="col" className={cn(head, "w-32")}>
            State
          </th>
          <th scope="col" className={head}>
            Webhook
          </th>
          <th scope="col" className={cn(head, "w-64")}>
            Progress
          </th>
          <th scope="col" className={cn(head, "w-26 text-right")}>
            Created
          </th>
        </tr>
      </thead>
      <tbody className="divide-y">
        {jobs.map((job) => (
          <tr
            key={job.id}
            className="relative h-13 transition-colors focus-within:bg-hover hover:bg-hover max-md:grid max-md:h-auto max-md:grid-cols-[minmax(0,1fr)_auto] max-md:gap-x-3 max-md:gap-y-1.5 max-md:py-2.5"
          >
            <td className={cn(cell, "max-md:col-start-2 max-md:row-start-1")}>
              <ReplayJobStateBadge state={job.state} />
            </td>
            <td className={cn(cell, "max-md:col-start-1 max-md:row-start-1 max-md:min-w-0")}>
              <Link
                href={`/replay-jobs/${job.id}` as Route}
                className="block truncate font-medium outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:outline-accent focus-visible:after:-outline-offset-2"
              >
                {job.webhook_name}
              </Link>
              <span className="block truncate text-ink-subtle text-xs">{describeSelection(job)}</span>
            </td>
            <td className={cn(cell, "max-md:col-start-1 max-md:row-start-2 max-md:min-w-0")}>
              <span className="grid gap-1">
                <ReplayProgressBar progress={job.progress} className="h-1.5" />
                <span className="text-ink-muted text-xs tabular-nums">
                  {progressText(job.progress)}
                  {job.progress.failed > 0 && ` · ${job.progress.failed} failed`}
                </span>
              </span>
            </td>
            <td
              className={cn(
                cell,
                "whitespace-nowrap text-right text-ink-subtle text-xs tabular-nums max-md:col-start-2 max-md:row-start-2 max-md:self-end",
              )}
            >
              <RelativeTime iso={job.created_at} className="relative" />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
