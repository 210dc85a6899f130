import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ReplayJobView } from "@/app/(portal)/replay-jobs/[jobId]/replay-job-view";
import { replayItemsQuery, replayJobQuery } from "@/app/(portal)/replay-jobs/queries";
import { requirePageSession } from "@/app/session";
import { PageBody } from "@/components/shell/page-body";
import { isPosternError } from "@/domain/errors";
import type { Context } from "@/server/context";
import { getReplayJob } from "@/server/replay-job/get-replay-job";
import { listReplayItems } from "@/server/replay-job/list-replay-items";

export const metadata: Metadata = { title: "Replay job" };

async function readJob(ctx: Context, jobId: string) {
  try {
    return await Promise.all([getReplayJob({ ctx, input: { jobId } }), listReplayItems({ ctx, input: { jobId } })]);
  } catch (error) {
    if (isPosternError(error) && (error.code === "not_found" || error.code === "invalid_input")) notFound();
    throw error;
  }
}

export default async function ReplayJobPage({ params }: PageProps<"/replay-jobs/[jobId]">) {
  const { ctx } = await requirePageSession();
  const [job, items] = await readJob(ctx, (await params).jobId);
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
