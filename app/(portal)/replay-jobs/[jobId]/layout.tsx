import { readReplayJob } from "@/app/(portal)/replay-jobs/[jobId]/read-replay-job";

/**
 * Reads the job ahead of the page and its skeleton: once a skeleton has been sent the answer is 200, and an address that names no job
 * is to answer 404. It guards nothing: the page asks for the session itself.
 */
export default async function ReplayJobLayout({ children, params }: LayoutProps<"/replay-jobs/[jobId]">) {
  await readReplayJob((await params).jobId);
  return children;
}
