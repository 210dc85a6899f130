import { answerJson } from "@/app/(portal)/data/answer-json";
import { readFilter, toListOptions } from "@/components/event-log/event-log-filter";
import { listDeliveries } from "@/server/delivery/list-deliveries";

/** A page of the event log: the filter as it stands in the log's own address, `before` and `before_id` where the page before ended. */
export function GET(request: Request): Promise<Response> {
  return answerJson("portal.listDeliveries", ({ ctx }) => {
    const { searchParams } = new URL(request.url);
    const createdAt = searchParams.get("before");
    const eventId = searchParams.get("before_id");
    const cursor = createdAt && eventId ? { created_at: createdAt, event_id: eventId } : null;
    return listDeliveries({ ctx, input: { ...toListOptions(readFilter(searchParams), ctx.clock.now().getTime()), cursor } });
  });
}
