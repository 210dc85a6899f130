import { answerJson } from "@/app/(portal)/data/answer-json";
import { createReplayJob } from "@/server/replay-job/create-replay-job";

/** How many events a replay job would send again: `webhook`, and where they are narrowed `status`, `from` and `to`. Makes no job. */
export function GET(request: Request): Promise<Response> {
  return answerJson("portal.countReplayable", ({ ctx }) => {
    const { searchParams } = new URL(request.url);
    const [status, from, to] = [searchParams.get("status"), searchParams.get("from"), searchParams.get("to")];
    const input = {
      configId: searchParams.get("webhook") ?? "",
      dryRun: true,
      ...(status ? { status } : {}),
      ...(from || to ? { timestamp: { ...(from && { from }), ...(to && { to }) } } : {}),
    };
    return createReplayJob({ ctx, input: input as Parameters<typeof createReplayJob>[0]["input"] });
  });
}
