import { answerJson } from "@/app/(portal)/data/answer-json";
import { readEventSamples } from "@/server/event-type/read-event-samples";

/** What an event type's events look like, and the latest of them. */
export function GET(_request: Request, { params }: RouteContext<"/data/event-types/[name]/samples">): Promise<Response> {
  return answerJson("portal.readEventSamples", async ({ ctx }) => readEventSamples({ ctx, input: await params }));
}
