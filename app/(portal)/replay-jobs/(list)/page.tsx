import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { ReplayJobList } from "@/app/(portal)/replay-jobs/(list)/replay-job-list";
import { replayJobsQuery } from "@/app/(portal)/replay-jobs/queries";
import { requirePageSession } from "@/app/session";
import { PageBody } from "@/components/shell/page-body";
import { PageHeader } from "@/components/ui/page-header";
import { listReplayJobs } from "@/server/replay-job/list-replay-jobs";

export const metadata: Metadata = { title: "Replay jobs" };

export default async function ReplayJobsPage() {
  const { ctx } = await requirePageSession();
  const client = new QueryClient();
  client.setQueryData(replayJobsQuery.queryKey, { pages: [await listReplayJobs({ ctx, input: {} })], pageParams: [null] });
  return (
    <PageBody crumbs={[{ label: "Replay jobs" }]}>
      <PageHeader
        title="Replay jobs"
        description="Each sends all of a webhook's events that matched again, paced, and shows what became of every one."
      />
      <HydrationBoundary state={dehydrate(client)}>
        <ReplayJobList />
      </HydrationBoundary>
    </PageBody>
  );
}
