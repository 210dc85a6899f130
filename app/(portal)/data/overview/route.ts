import { answerJson } from "@/app/(portal)/data/answer-json";
import { overviewOptions } from "@/domain/statistics/time-range";
import { getOverview } from "@/server/statistics/get-overview";

/** The overview of a `range`. */
export function GET(request: Request): Promise<Response> {
  return answerJson("portal.getOverview", ({ ctx }) => {
    const range = new URL(request.url).searchParams.get("range");
    return getOverview({ ctx, input: overviewOptions.parse({ range }) });
  });
}
