import { answerJson } from "@/app/(portal)/data/answer-json";
import { listWebhookVersions } from "@/server/webhook/list-webhook-versions";

/** A page of a webhook's versions; `cursor` is where the page before ended. */
export async function GET(request: Request, { params }: { params: Promise<{ configId: string }> }): Promise<Response> {
  const { configId } = await params;
  return answerJson("portal.listWebhookVersions", ({ ctx }) => {
    const cursor = new URL(request.url).searchParams.get("cursor");
    return listWebhookVersions({ ctx, input: { configId, ...(cursor === null ? {} : { cursor }) } });
  });
}
