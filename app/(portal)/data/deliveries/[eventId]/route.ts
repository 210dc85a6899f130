import { answerJson } from "@/app/(portal)/data/answer-json";
import { getDelivery } from "@/server/delivery/get-delivery";

/** One delivery with its attempts, of whichever webhook. */
export function GET(_request: Request, { params }: RouteContext<"/data/deliveries/[eventId]">): Promise<Response> {
  return answerJson("portal.getDelivery", async ({ ctx }) => getDelivery({ ctx, input: { eventId: (await params).eventId } }));
}
