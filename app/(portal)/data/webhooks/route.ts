import { answerJson } from "@/app/(portal)/data/answer-json";
import { listWebhooks } from "@/server/webhook/list-webhooks";

/** What the palette lists of the webhooks. */
export function GET(): Promise<Response> {
  return answerJson("portal.listWebhooks", async ({ ctx }) => {
    const webhooks = await listWebhooks({ ctx, input: {} });
    return webhooks.map(({ id, name, url }) => ({ id, name, url }));
  });
}
