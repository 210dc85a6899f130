import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { readReplayJob } from "@/app/(portal)/replay-jobs/[jobId]/read-replay-job";
import { ReplayJobView } from "@/app/(portal)/replay-jobs/[jobId]/replay-job-view";
import { replayItemsQuery, replayJobQuery } from "@/app/(portal)/replay-jobs/queries";
import { PageBody } from "@/components/shell/page-body";
import { listReplayItems } from "@/server/replay-job/list-replay-items";

export const metadata: Metadata = { title: "Replay job" };

export default async function ReplayJobPage({ params }: PageProps<"/replay-jobs/[jobId]">) {
  const { ctx, job } = await readReplayJob((await params).jobId);
  const items = await listReplayItems({ ctx, input: { jobId: job.id } });
  const client = new QueryClient();
  client.setQueryData(replayJobQuery(job.id).queryKey, job);
  client.setQueryData(replayItemsQuery(job.id, null, { isLive: true }).queryKey, { pages: [items], pageParams: [null] });
  return (
    <PageBody crumbs={[{ label: "Replay jobs", href: "/replay-jobs" }, { label: job.webhook_name }]}>
      <HydrationBoundary state={dehydrate(client)}>
        <ReplayJobView jobId={job.id} />
      </HydrationBoundary>
    </PageBody>
  );
}
